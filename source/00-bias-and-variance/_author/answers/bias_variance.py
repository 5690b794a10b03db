# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: methods
mean_curve = predictions.mean(axis=0)
bias_squared = (mean_curve - truth) ** 2
variance = predictions.var(axis=0)

# %% right: standard deviation squared
mean_curve = np.mean(predictions, 0)
bias_squared = (truth - mean_curve) ** 2
variance = np.std(predictions, axis=0) ** 2

# %% right: mean of squares minus square of the mean
mean_curve = np.average(predictions, axis=0)
bias_squared = np.power(mean_curve - truth, 2)
variance = np.mean(predictions**2, axis=0) - mean_curve**2

# %% right: sum over the rows
draws = len(predictions)
mean_curve = np.sum(predictions, axis=0) / draws
bias_squared = np.square(mean_curve - truth)
variance = ((predictions - mean_curve) ** 2).sum(axis=0) / draws

# %% right: transposed
columns = predictions.T
mean_curve = columns.mean(axis=1)
bias_squared = (mean_curve - truth) ** 2
variance = columns.var(axis=1)

# %% right: keepdims and back
middle = np.mean(predictions, axis=0, keepdims=True)
mean_curve = middle[0]
bias_squared = np.square(middle - truth)[0]
variance = np.mean(np.square(predictions - middle), axis=0)

# %% right: a matrix product
weights = np.full(predictions.shape[0], 1 / predictions.shape[0])
mean_curve = weights @ predictions
bias_squared = np.abs(mean_curve - truth) ** 2
variance = weights @ (predictions - mean_curve) ** 2

# %% right: einsum
mean_curve = np.einsum("rp->p", predictions) / len(predictions)
bias_squared = np.square(mean_curve - truth)
off = predictions - mean_curve
variance = np.einsum("rp,rp->p", off, off) / len(predictions)

# %% right: a loop over points
def bias_variance(predictions, truth):
    mean_curve, bias_squared, variance = [], [], []
    for column, right in zip(predictions.T, truth):
        middle = sum(column) / len(column)
        mean_curve.append(middle)
        bias_squared.append((middle - right) ** 2)
        variance.append(sum((value - middle) ** 2 for value in column) / len(column))
    return mean_curve, bias_squared, variance

# %% right: a loop over draws
def bias_variance(predictions, truth):
    mean_curve = np.zeros(truth.shape)
    for curve in predictions:
        mean_curve += curve / len(predictions)
    variance = np.zeros(truth.shape)
    for curve in predictions:
        variance += (curve - mean_curve) ** 2 / len(predictions)
    return mean_curve, (mean_curve - truth) ** 2, variance

# %% right: variance as what is left of the error
mean_curve = np.mean(predictions, axis=0)
bias_squared = np.square(mean_curve - truth)
variance = np.mean(np.square(predictions - truth), axis=0) - bias_squared

# %% right: pairs of draws
# Half the mean squared distance of two draws is the variance.
mean_curve = np.mean(predictions, axis=0)
bias_squared = np.square(mean_curve - truth)
variance = np.mean((predictions[:, None] - predictions[None]) ** 2, axis=(0, 1)) / 2

# %% right: single precision
mean_curve = np.mean(predictions, axis=0).astype(np.float32)
bias_squared = np.square(mean_curve - truth.astype(np.float32))
variance = np.var(predictions.astype(np.float32), axis=0)

# %% right: lists returned
### return mean_curve, bias_squared, variance => return [list(mean_curve), list(bias_squared), list(variance)] ###

# %% right: np.cov
mean_curve = np.mean(predictions, axis=0)
bias_squared = np.square(mean_curve - truth)
variance = np.diag(np.atleast_2d(np.cov(predictions.T, bias=True)))

# %% wrong: mean-over-points
### np.mean(predictions, axis=0) => np.mean(predictions, axis=1) ###

# %% wrong: mean-of-everything
# says: there is one mean for all points. How many points has the mean curve?
# keeps: bias_squared, variance
### np.mean(predictions, axis=0) => np.mean(predictions) * np.ones(truth.shape) ###

# %% wrong: sum-for-mean
# says: the draws are added up and not averaged. Would the curve stay where it is with
#   twice as many draws?
# keeps: bias_squared, variance
### np.mean(predictions, axis=0) => np.sum(predictions, axis=0) ###

# %% wrong: median
# says: this is the median of the draws. Is the formula's ȳ the middle one, or the
#   mean?
# keeps: bias_squared, variance
### np.mean(predictions, axis=0) => np.median(predictions, axis=0) ###

# %% wrong: first-draw
# says: this is the curve of the first draw alone. What do the others say?
# keeps: bias_squared, variance
### np.mean(predictions, axis=0) => predictions[0] ###

# %% wrong: bias-not-squared
# says: this is the bias itself, with its sign. What is asked for?
# keeps: mean_curve, variance
### np.square(mean_curve - truth) => mean_curve - truth ###

# %% wrong: absolute-bias
# says: this is the size of the bias. Absolute values do not add up with variances;
#   what does?
# keeps: mean_curve, variance
### np.square(mean_curve - truth) => np.abs(mean_curve - truth)  ###

# %% wrong: error-for-bias
# says: this is the error of all curves, their scatter included. Which single curve
#   does the bias compare with the truth?
# keeps: mean_curve, variance
### np.square(mean_curve - truth) => np.mean(np.square(predictions - truth), axis=0) ###

# %% wrong: bias-squares-the-parts
# says: the squares are subtracted, but the difference is to be squared. What would a
#   curve with the opposite sign give?
# keeps: mean_curve, variance
### np.square(mean_curve - truth) => np.square(mean_curve) - np.square(truth) ###

# %% wrong: bias-averaged-over-points
# says: this is one number for all points. Which axis may be averaged away?
# keeps: mean_curve, variance
### np.square(mean_curve - truth) => np.mean(np.square(mean_curve - truth)) ###

# %% wrong: standard-deviation
# says: this is the standard deviation. What is its relation to the variance?
# keeps: mean_curve, bias_squared
### np.mean(np.square(predictions - mean_curve), axis=0) => np.std(predictions, axis=0) ###

# %% wrong: error-for-variance
# says: this measures the distance from the truth. From which curve does the variance
#   measure?
# keeps: mean_curve, bias_squared
### predictions - mean_curve => predictions - truth ###

# %% wrong: variance-squared-too-late
# says: the differences from the mean are averaged before they are squared. What is
#   left of them?
# keeps: mean_curve, bias_squared
### np.mean(np.square(predictions - mean_curve), axis=0) => np.square(np.mean(predictions - mean_curve, axis=0)) ###

# %% wrong: variance-summed
# says: the squares are added up and not averaged over the draws.
# keeps: mean_curve, bias_squared
### np.mean(np.square(predictions - mean_curve), axis=0) => np.sum(np.square(predictions - mean_curve), axis=0) ###

# %% wrong: one-draw-less
# says: the sum is divided by the number of draws minus 1. That estimates the variance
#   of draws not seen; which mean does the formula here take?
# keeps: mean_curve, bias_squared
### np.mean(np.square(predictions - mean_curve), axis=0) => np.var(predictions, axis=0, ddof=1) ###

# %% wrong: mean-absolute-deviation
# says: these are mean sizes, not mean squares.
# keeps: mean_curve, bias_squared
### np.square(predictions - mean_curve) => np.abs(predictions - mean_curve) ###

# %% wrong: variance-over-points
# says: this is the scatter of each curve along its points. Whose scatter is the
#   variance?
# keeps: mean_curve, bias_squared
### np.mean(np.square(predictions - mean_curve), axis=0) => np.var(predictions, axis=1) ###

# %% wrong: variance-of-everything
# says: this is one number for all points and draws. Which axis may be averaged away?
# keeps: mean_curve, bias_squared
### np.mean(np.square(predictions - mean_curve), axis=0) => np.mean(np.square(predictions - mean_curve)) ###

# %% wrong: not-averaged
# says: there is still a row for each draw. What is missing after the squares?
# keeps: mean_curve, bias_squared
### np.mean(np.square(predictions - mean_curve), axis=0) => np.square(predictions - mean_curve) ###

# %% wrong: mean-of-the-squares
# says: only the squares of the predictions are averaged. What is the variance of draws
#   that all give the same curve?
# keeps: mean_curve, bias_squared
### predictions - mean_curve => predictions ###

# %% wrong: truth-forgotten
# says: this is the square of the mean curve. What is it compared with?
# keeps: mean_curve, variance
### np.square(mean_curve - truth) => np.square(mean_curve) ###

# %% wrong: halved
# keeps: mean_curve, bias_squared
### np.mean(np.square(predictions - mean_curve), axis=0) => np.var(predictions, axis=0) / 2 ###

# %% wrong: bias-and-variance-exchanged
# keeps: mean_curve
### return mean_curve, bias_squared, variance => return mean_curve, variance, bias_squared ###

# %% wrong: only-two-returned
### return mean_curve, bias_squared, variance => return bias_squared, variance ###

# %% wrong: keepdims
mean_curve = np.mean(predictions, axis=0, keepdims=True)
bias_squared = np.square(mean_curve - truth)
variance = np.mean(np.square(predictions - mean_curve), axis=0, keepdims=True)
