# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: all points at once
def loss_surface(cost, theta, d1, d2, alphas, betas):
    a = np.asarray(alphas)[:, None, None]
    b = np.asarray(betas)[None, :, None]
    return np.apply_along_axis(cost, 2, theta + a * d1 + b * d2)

# %% right: column by column
def loss_surface(cost, theta, d1, d2, alphas, betas):
    columns = [[cost(theta + a * d1 + b * d2) for a in alphas] for b in betas]
    return np.array(columns).T

# %% right: entry by entry
def loss_surface(cost, theta, d1, d2, alphas, betas):
    surface = np.zeros((len(alphas), len(betas)))
    for i in range(len(alphas)):
        for j in range(len(betas)):
            surface[i, j] = cost(theta + alphas[i] * d1 + betas[j] * d2)
    return surface

# %% right: matrix of directions
def loss_surface(cost, theta, d1, d2, alphas, betas):
    D = np.stack([d1, d2])
    return np.array([[cost(theta + np.array([a, b]) @ D) for b in betas] for a in alphas])

# %% right: meshgrid
def loss_surface(cost, theta, d1, d2, alphas, betas):
    A, B = np.meshgrid(alphas, betas, indexing="ij")
    pairs = zip(A.ravel(), B.ravel())
    return np.array([cost(theta + a * d1 + b * d2) for a, b in pairs]).reshape(A.shape)

# %% right: nested lists
def loss_surface(cost, theta, d1, d2, alphas, betas):
    return [[cost(theta + a * d1 + b * d2) for b in betas] for a in alphas]

# %% right: row by row
def loss_surface(cost, theta, d1, d2, alphas, betas):
    rows = []
    for a in alphas:
        start = theta + a * d1
        rows.append([cost(start + b * d2) for b in betas])
    return np.array(rows)

# %% right: vectorize
def loss_surface(cost, theta, d1, d2, alphas, betas):
    height = np.vectorize(lambda a, b: cost(theta + a * d1 + b * d2), otypes=[float])
    return height(np.reshape(alphas, (-1, 1)), np.reshape(betas, (1, -1)))

# %% wrong: transposed
# says: the axes are exchanged. Which numbers belong to the rows?
### (betas))) => (betas))).T ###

# %% wrong: shape-exchanged
# says: the shape is (len(betas), len(alphas)), so that the costs are mixed up.
#   Which loop is the outer one?
### (alphas), len(betas))) => (betas), len(alphas))) ###

# %% wrong: column-by-column
# says: the shape is right, but it is filled column by column. Which loop is the
#   inner one?
### (betas))) => (betas)), order='F') ###

# %% wrong: left-flat
# says: the costs stand in one long row. Which shape should the surface have?
### reshape(heights, (len(alphas), len(betas))) => array(heights) ###

# %% wrong: directions-exchanged
# says: alphas go along d2 and betas along d1. Which numbers belong to which direction?
### d1 + b * d2 => d2 + b * d1 ###

# %% wrong: theta-forgotten
# says: theta is not in the sum: you look round the origin. Where is the middle?
# part: theta
### theta + a => a ###

# %% wrong: subtracted
# says: both directions are subtracted: the surface is turned by half a turn.
### + a * d1 + => - a * d1 - ###

# %% wrong: d1-alone
# says: every column is the same. What should change from one column to the next?
### + b * d2 => ###

# %% wrong: d2-alone
# says: every row is the same. What should change from one row to the next?
### a * d1 + => ###

# %% wrong: directions-multiplied
# says: the two steps are multiplied. Where a = 0, can a step along d2 be made then?
### * d1 + b => * d1 * b ###

# %% wrong: rise-above-the-middle
# says: the cost at theta is subtracted everywhere. Is the cost asked for, or its rise?
### + b * d2) => + b * d2) - cost(theta) ###

# %% wrong: steps-pile-up
# says: each step starts where the last one ended. Did you change theta itself?
### theta + a * d1 + b * d2 => np.add(theta, a * d1 + b * d2, out=theta) ###

# %% wrong: diagonal
def loss_surface(cost, theta, d1, d2, alphas, betas):
    return np.array([cost(theta + a * d1 + b * d2) for a, b in zip(alphas, betas)])

# %% wrong: indexes-for-values
# says: the steps are 0, 1, 2, … long, whatever alphas and betas hold.
### in alphas => in range(len(alphas)) ###
### in betas => in range(len(betas)) ###

# %% wrong: theta-moves
### height ###
theta = theta + a * d1 + b * d2
height = cost(theta)

# %% wrong: two-steps-only
def loss_surface(cost, theta, d1, d2, alphas, betas):
    one = np.array([cost(theta + a * d1) for a in alphas])
    two = np.array([cost(theta + b * d2) for b in betas])
    return one[:, None] + two[None, :]

# %% wrong: costs-added
# says: the costs of two points are added, each of them one step away. Where does one
#   stand after both steps?
### cost(theta + a * d1 + b * d2) => cost(theta + a * d1) + cost(theta + b * d2) ###

# %% wrong: steps-multiplied
# says: both directions are walked along by a·b. How far should each of them count if the
#   other is 0?
### theta + a * d1 + b * d2 => theta + a * b * (d1 + d2) ###
