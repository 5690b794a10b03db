INSERT INTO course VALUES
('regularization');
INSERT INTO assignment VALUES
('b1edf0ca091c42329afb8d76d64cb22e','01-l2-regularization',NULL,'regularization'),
('50b4712ecef049feaf834a1f7e0da66f','05-early-stopping',NULL,'regularization'),
('7bdc0932bf744f87a0c6efb44f20a08c','03-l1-and-sparsity',NULL,'regularization');
INSERT INTO notebook VALUES
('1169361164c9467988ce5c09a4be21fd','l2-regularization','b1edf0ca091c42329afb8d76d64cb22e','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}'),
('67c6b585f015487eb16148aee04fcc2c','early-stopping','50b4712ecef049feaf834a1f7e0da66f','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}'),
('ffe2a5d163674e4697fa71fa2827dcfd','l1-and-sparsity','7bdc0932bf744f87a0c6efb44f20a08c','{"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}');
INSERT INTO base_cell VALUES
('070bd83aa5d448078674a9ceec185ac3','compute_cost_with_regularization-test','1169361164c9467988ce5c09a4be21fd','GradeCell'),
('b71722469926456a8e547f7785570329','backward_propagation_with_regularization-test','1169361164c9467988ce5c09a4be21fd','GradeCell'),
('145e7803f9bf499f9699d09d6ee07f0e','compute_cost_with_regularization','1169361164c9467988ce5c09a4be21fd','SolutionCell'),
('a20586f7ebb44ef6bd97197e28154b7e','backward_propagation_with_regularization','1169361164c9467988ce5c09a4be21fd','SolutionCell'),
('130676b8f5524652a54d98f1cf24c6bd','best_iteration-test','67c6b585f015487eb16148aee04fcc2c','GradeCell'),
('72b90867c8544591a068af828e840af8','train_with_early_stopping-test','67c6b585f015487eb16148aee04fcc2c','GradeCell'),
('6dde60b1afcc4876a1daa6c547905289','best_iteration','67c6b585f015487eb16148aee04fcc2c','SolutionCell'),
('ed1134ae02fe49a5bedb4b12b66f0552','train_with_early_stopping','67c6b585f015487eb16148aee04fcc2c','SolutionCell'),
('5325dea652fc4c4b879fa9901ff7a716','compute_cost_with_l1-test','ffe2a5d163674e4697fa71fa2827dcfd','GradeCell'),
('a4fff9f711c64db2b196eefc203f9e8d','soft_threshold-test','ffe2a5d163674e4697fa71fa2827dcfd','GradeCell'),
('8c123054fba34df99f5d620e6c09afa9','proximal_step-test','ffe2a5d163674e4697fa71fa2827dcfd','GradeCell'),
('7c68b540d28f44fc811593928017bedb','compute_cost_with_l1','ffe2a5d163674e4697fa71fa2827dcfd','SolutionCell'),
('5e2b88cf14ca423f8839c70cf9d38af3','soft_threshold','ffe2a5d163674e4697fa71fa2827dcfd','SolutionCell'),
('2a47441a550b4af58ab528b71f4b5636','proximal_step','ffe2a5d163674e4697fa71fa2827dcfd','SolutionCell');
INSERT INTO grade_cells VALUES
('070bd83aa5d448078674a9ceec185ac3',10.0,'code'),
('b71722469926456a8e547f7785570329',15.0,'code'),
('130676b8f5524652a54d98f1cf24c6bd',10.0,'code'),
('72b90867c8544591a068af828e840af8',20.0,'code'),
('5325dea652fc4c4b879fa9901ff7a716',8.0,'code'),
('a4fff9f711c64db2b196eefc203f9e8d',8.0,'code'),
('8c123054fba34df99f5d620e6c09afa9',16.0,'code');
INSERT INTO solution_cells VALUES
('145e7803f9bf499f9699d09d6ee07f0e'),
('a20586f7ebb44ef6bd97197e28154b7e'),
('6dde60b1afcc4876a1daa6c547905289'),
('ed1134ae02fe49a5bedb4b12b66f0552'),
('7c68b540d28f44fc811593928017bedb'),
('5e2b88cf14ca423f8839c70cf9d38af3'),
('2a47441a550b4af58ab528b71f4b5636');
INSERT INTO source_cell VALUES
('91b4d6802ae54ab0bedb25ddf233aefd','imports','code',1,'from functools import partial

import numpy as np

from utils.check import check, ready
from utils.data import load_2D_dataset
from utils.network import (
    accuracy, backward_propagation, compute_cost, forward_propagation,
    initialize_parameters, predict_dec, update_parameters)
from utils.plots import (
    compare_boundaries, frobenius_norms, plot_decision_boundary,
    plot_gradient_agreement, plot_sweep, plot_tanh_linearity,
    plot_weight_histograms, plot_weight_norms)
from utils.quiz import quiz
from utils.training import gradient_descent','5c3d65abf176f9d64a28a89ceae81a1d','1169361164c9467988ce5c09a4be21fd'),
('c5fa3c870d2b47eda3b4b004bd0d5bb3','compute_cost_with_regularization','code',0,'def compute_cost_with_regularization(A3, Y, parameters, lambd):
    """Return the cross-entropy cost plus the L2 penalty, a number.

    A3: predictions, (1, m). Y: labels, (1, m).
    parameters: W1, b1, W2, b2, W3, b3. lambd: strength, at least 0.
    """
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]

    cross_entropy_cost = compute_cost(A3, Y)
    ### START CODE HERE ### (≈ 1 line)
    L2_regularization_cost = None  # the penalty, over all layers
    ### END CODE HERE ###
    cost = cross_entropy_cost + L2_regularization_cost
    return cost','a01776c3c06f9751f6483eec76aa16b4','1169361164c9467988ce5c09a4be21fd'),
('174afa21ec254cd2ab31fc4964d6be8e','compute_cost_with_regularization-test','code',1,'check(compute_cost_with_regularization)
### BEGIN HIDDEN TESTS
check(compute_cost_with_regularization, hidden=True)
### END HIDDEN TESTS','9b7780717434a98086a2dced833d6892','1169361164c9467988ce5c09a4be21fd'),
('16b82aeea80847ab896751932ad4b2b9','backward_propagation_with_regularization','code',0,'def backward_propagation_with_regularization(X, Y, cache, lambd):
    """Return the gradients of the cost with an L2 penalty, as a dictionary.

    X: (features, m). Y: (1, m). cache: from forward_propagation.
    Each gradient has the shape of what it belongs to: dW1 that of W1, ...
    """
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

    dZ3 = A3 - Y
    ### START CODE HERE ### (≈ 1 line)
    dW3 = None  # both terms
    ### END CODE HERE ###
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    ### START CODE HERE ### (≈ 1 line)
    dW2 = None  # both terms
    ### END CODE HERE ###
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    ### START CODE HERE ### (≈ 1 line)
    dW1 = None  # both terms
    ### END CODE HERE ###
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)

    gradients = {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2,
                 "dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1,
                 "dZ1": dZ1, "dW1": dW1, "db1": db1}
    return gradients','203fe80e2b64c3f87034e21ecb2aa731','1169361164c9467988ce5c09a4be21fd'),
('68786f2e329c439a971b25011b66c52d','backward_propagation_with_regularization-test','code',1,'check(backward_propagation_with_regularization)
### BEGIN HIDDEN TESTS
check(backward_propagation_with_regularization, hidden=True)
### END HIDDEN TESTS','516456621fdef0124219d1959eb53af2','1169361164c9467988ce5c09a4be21fd'),
('72b9faf795274101aa19d5116003d128','imports','code',1,'import copy

import numpy as np

from utils.check import check, ready
from utils.data import load_2D_dataset
from utils.deep import classify, error_rate, train
from utils.network import initialize_parameters
from utils.plots import compare_boundaries
from utils.plots.stopping import (
    plot_against_sweep, plot_growing_norm, plot_patience, plot_shares,
    plot_turning_point, plot_two_paths)
from utils.quiz import quiz
from utils.stopping import cost_on, step_in_place, weight_norm','e2b39d90f09448bbe29bf5d4f6c6f334','67c6b585f015487eb16148aee04fcc2c'),
('13dca43e00a14ca79aa2f7031ea70f01','best_iteration','code',0,'def best_iteration(dev_costs, patience):
    """Return the number of the best evaluation, counted from 0.

    dev_costs: the costs on the dev set, a list, one for each evaluation.
    patience: stop once so many evaluations in a row are no improvement.
    """
    best_so_far, waited = 0, 0
    for i in range(1, len(dev_costs)):
        ### START CODE HERE ### (≈ 1 line)
        improved = None  # True or False
        ### END CODE HERE ###
        if improved:
            ### START CODE HERE ### (≈ 2 lines)
            best_so_far = None  # which evaluation is the best now?
            waited = None  # how many since then?
            ### END CODE HERE ###
        else:
            ### START CODE HERE ### (≈ 1 line)
            waited = None  # and now?
            ### END CODE HERE ###
        if waited >= patience:
            break
    return best_so_far','0712b312c04f82eeebaead303d9d6ee7','67c6b585f015487eb16148aee04fcc2c'),
('a9e8471cedff4194aaf2b2ee6a28c343','best_iteration-test','code',1,'check(best_iteration)
### BEGIN HIDDEN TESTS
check(best_iteration, hidden=True)
### END HIDDEN TESTS','a6e9f856b4dec7572519c402f77f65e1','67c6b585f015487eb16148aee04fcc2c'),
('a32bf37f1f06486d823f8a41d7972fb1','train_with_early_stopping','code',0,'def train_with_early_stopping(X, Y, dev_X, dev_Y, parameters,
                              learning_rate, num_iterations, patience):
    """Return the parameters with the lowest dev cost, and all dev costs.

    X: (features, m), Y: (1, m): what to train on. dev_X, dev_Y: the dev set.
    parameters: W1, b1, W2, ... to start from; they stay as they are.
    It stops after num_iterations, or earlier: once so many iterations in a row
    as `patience` says have not lowered the dev cost.
    """
    best_parameters = parameters
    parameters = copy.deepcopy(parameters)
    best_cost, waited, history = np.inf, 0, []
    for i in range(num_iterations + 1):
        if i > 0:
            step_in_place(X, Y, parameters, learning_rate)
        ### START CODE HERE ### (≈ 2 lines)
        cost = None  # the cost, on which set?
        improved = None  # True or False
        ### END CODE HERE ###
        history.append(cost)
        if improved:
            ### START CODE HERE ### (≈ 3 lines)
            best_cost = None  # the lowest cost so far
            best_parameters = None  # keep them
            waited = None  # how many iterations without improvement?
            ### END CODE HERE ###
        else:
            ### START CODE HERE ### (≈ 1 line)
            waited = None  # and now?
            ### END CODE HERE ###
        if waited >= patience:
            break
    dev_costs = np.array(history)
    return best_parameters, dev_costs','058ef4e900283168a61889b333da4975','67c6b585f015487eb16148aee04fcc2c'),
('1de604e1b67246c3aceabb9f07f30302','train_with_early_stopping-test','code',1,'check(train_with_early_stopping)
### BEGIN HIDDEN TESTS
check(train_with_early_stopping, hidden=True)
### END HIDDEN TESTS','a33c635acf900dcc978ff01b823f7b1a','67c6b585f015487eb16148aee04fcc2c'),
('7c14c463326e47beb8cad8a308086592','imports','code',1,'from functools import partial

import numpy as np
from sklearn.linear_model import LogisticRegression
from tqdm.auto import tqdm, trange

from utils.check import check, ready
from utils.network import compute_cost
from utils.plots.budgets import plot_diamond_and_circle
from utils.plots.sparsity import (
    plot_agreement, plot_how_often, plot_one_weight, plot_paths,
    plot_price_of_zero, plot_shrinkage, plot_two_prices, plot_zeros)
from utils.quiz import quiz
from utils.sparsity import (
    fit, gradients, load_tumours, penalty_argument, predict, safe_rate)','cc4fd931a0bf171b00dedcd2250fa930','ffe2a5d163674e4697fa71fa2827dcfd'),
('1ccc917e10c84ac2849734a7d068c923','compute_cost_with_l1','code',0,'def compute_cost_with_l1(A, Y, w, lambd):
    """Return the cross-entropy cost plus the L1 penalty, a number.

    A: predictions, (1, m). Y: labels, (1, m). w: weights, (features, 1).
    lambd: strength, at least 0.
    """
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A, Y)
    ### START CODE HERE ### (≈ 1 line)
    L1_cost = None  # the penalty
    ### END CODE HERE ###
    cost = cross_entropy_cost + L1_cost
    return cost','62242a2fd6de5851ae2efd4179eda214','ffe2a5d163674e4697fa71fa2827dcfd'),
('501442296ebd4edbb79f98dea162db69','compute_cost_with_l1-test','code',1,'check(compute_cost_with_l1)
### BEGIN HIDDEN TESTS
check(compute_cost_with_l1, hidden=True)
### END HIDDEN TESTS','8d2c82614497ae584c75d0438c9141da','ffe2a5d163674e4697fa71fa2827dcfd'),
('a5341c7d460a4ab7962155fb6404085c','soft_threshold','code',0,'def soft_threshold(w, t):
    """Return each entry of w moved by t towards zero, and not beyond zero.

    w: an array of any shape. t: how far, a number of at least 0.
    """
    ### START CODE HERE ### (≈ 1 line)
    shrunk = None  # closer to zero
    ### END CODE HERE ###
    return shrunk','447d6500b53c6b7bc6bd878b911a2cc3','ffe2a5d163674e4697fa71fa2827dcfd'),
('37efe1d14eea45fdb10d91746b78954e','soft_threshold-test','code',1,'check(soft_threshold)
### BEGIN HIDDEN TESTS
check(soft_threshold, hidden=True)
### END HIDDEN TESTS','3e533b99570852343b3ff14771876f01','ffe2a5d163674e4697fa71fa2827dcfd'),
('b87d623c868941429bd42c53b5504468','proximal_step','code',0,'def proximal_step(w, b, dw, db, learning_rate, lambd, m):
    """Return the weights and the bias after one proximal step.

    w, dw: weights and gradient of the cross-entropy, (features, 1).
    b, db: bias and its gradient, numbers. lambd: strength, at least 0.
    m: number of examples. The inputs are not changed.
    """
    ### START CODE HERE ### (≈ 3 lines)
    w_new = None  # first, where the data want w
    w_new = None  # then, where it ends
    b_new = None  # the bias
    ### END CODE HERE ###
    return w_new, b_new','ba9a050d4acedd97c27dcccfda92fdd9','ffe2a5d163674e4697fa71fa2827dcfd'),
('0b41a61ca1c44a96b93d6440b44b1429','proximal_step-test','code',1,'check(proximal_step)
### BEGIN HIDDEN TESTS
# A wrong soft_threshold has cost its points above; here it costs no more.
def soft_threshold(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


check(proximal_step, hidden=True)
### END HIDDEN TESTS','9a3aa25c910f7a1720f3454f867b3c42','ffe2a5d163674e4697fa71fa2827dcfd');
INSERT INTO student VALUES
('half-missing',NULL,NULL,NULL,NULL),
('right-as-shown',NULL,NULL,NULL,NULL);
INSERT INTO submitted_assignment VALUES
('da2753bfc3a4474da82df21ea51a75a5','b1edf0ca091c42329afb8d76d64cb22e','half-missing',NULL,NULL),
('db404ffd42da4d09aa2fd16324d7e827','b1edf0ca091c42329afb8d76d64cb22e','right-as-shown',NULL,NULL),
('eb94f2538f6b4166a788f2e982edd687','50b4712ecef049feaf834a1f7e0da66f','right-as-shown',NULL,NULL),
('fb81621395db41f6a571f3a6efa97f33','7bdc0932bf744f87a0c6efb44f20a08c','right-as-shown',NULL,NULL);
INSERT INTO submitted_notebook VALUES
('c61024f73af94ca39f8be62348d0db1d','da2753bfc3a4474da82df21ea51a75a5','1169361164c9467988ce5c09a4be21fd',0,NULL),
('8ef1eb2c9b4e4690970bb5c4c8b767a3','db404ffd42da4d09aa2fd16324d7e827','1169361164c9467988ce5c09a4be21fd',0,NULL),
('1883d417e52448b4b9dae0acc9233169','eb94f2538f6b4166a788f2e982edd687','67c6b585f015487eb16148aee04fcc2c',0,NULL),
('13dd0ebb34c94ef68df27492b801def1','fb81621395db41f6a571f3a6efa97f33','ffe2a5d163674e4697fa71fa2827dcfd',0,NULL);
INSERT INTO grade VALUES
('c3a6935d8b454af19a8b40da6d5677a4','c61024f73af94ca39f8be62348d0db1d','070bd83aa5d448078674a9ceec185ac3',0.0,NULL,NULL,0),
('4b1c22dec1614c68b7aaf8a17f04d2c2','c61024f73af94ca39f8be62348d0db1d','b71722469926456a8e547f7785570329',15.0,NULL,NULL,0),
('6bcee4ac6b664007b4ccb99e99022193','8ef1eb2c9b4e4690970bb5c4c8b767a3','070bd83aa5d448078674a9ceec185ac3',10.0,NULL,NULL,0),
('e89a354fa8d849848802b08c62f3c18a','8ef1eb2c9b4e4690970bb5c4c8b767a3','b71722469926456a8e547f7785570329',15.0,NULL,NULL,0),
('2193f0f957fa4aa2a6b29ba6c8019a53','1883d417e52448b4b9dae0acc9233169','130676b8f5524652a54d98f1cf24c6bd',10.0,NULL,NULL,0),
('467af3b7a4b34fe387bfbd13a14c9d06','1883d417e52448b4b9dae0acc9233169','72b90867c8544591a068af828e840af8',20.0,NULL,NULL,0),
('3e954738f6834bee940dbac5bd5af780','13dd0ebb34c94ef68df27492b801def1','5325dea652fc4c4b879fa9901ff7a716',8.0,NULL,NULL,0),
('8f30c193cbc64b67933a23148ba9c426','13dd0ebb34c94ef68df27492b801def1','a4fff9f711c64db2b196eefc203f9e8d',8.0,NULL,NULL,0),
('23f04f40d6f64316b78a7d4b54523aea','13dd0ebb34c94ef68df27492b801def1','8c123054fba34df99f5d620e6c09afa9',16.0,NULL,NULL,0);
INSERT INTO comment VALUES
('8d3ef28c2c5143de86e3db9bfe86a753','c61024f73af94ca39f8be62348d0db1d','145e7803f9bf499f9699d09d6ee07f0e',NULL,NULL),
('2cf9d75d737e481b89094604923c4c21','c61024f73af94ca39f8be62348d0db1d','a20586f7ebb44ef6bd97197e28154b7e',NULL,NULL),
('ce8eefab1b2d40bf9c5ddfb839d69885','8ef1eb2c9b4e4690970bb5c4c8b767a3','145e7803f9bf499f9699d09d6ee07f0e',NULL,NULL),
('aeafbd23f6ac4f4babff1d1e9df5a132','8ef1eb2c9b4e4690970bb5c4c8b767a3','a20586f7ebb44ef6bd97197e28154b7e',NULL,NULL),
('b9b34fb87f214576b967cf8df2830b36','1883d417e52448b4b9dae0acc9233169','6dde60b1afcc4876a1daa6c547905289',NULL,NULL),
('04a18552d4ff457da94d7b6aa04f77b8','1883d417e52448b4b9dae0acc9233169','ed1134ae02fe49a5bedb4b12b66f0552',NULL,NULL),
('135b088b6cb245d49656fed92ada09eb','13dd0ebb34c94ef68df27492b801def1','7c68b540d28f44fc811593928017bedb',NULL,NULL),
('da4a2e5ac0c84bd6ac6bde72298e92d2','13dd0ebb34c94ef68df27492b801def1','5e2b88cf14ca423f8839c70cf9d38af3',NULL,NULL),
('a55982a2fe8a4f5b972e4cb5e5c52f60','13dd0ebb34c94ef68df27492b801def1','2a47441a550b4af58ab528b71f4b5636',NULL,NULL);
