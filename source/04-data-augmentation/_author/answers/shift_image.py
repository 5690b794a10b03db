# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: eye matrices
shifted = np.eye(rows, k=-dy) @ image @ np.eye(columns, k=dx)

# %% right: frame by hand
framed = np.zeros((rows + 2 * high, columns + 2 * wide))
framed[high : high + rows, wide : wide + columns] = image
shifted = framed[high - dy : high - dy + rows, wide - dx : wide - dx + columns]

# %% right: pad one side
up, left = max(dy, 0), max(dx, 0)
down, right = max(-dy, 0), max(-dx, 0)
shifted = np.pad(image, ((up, down), (left, right)))[down : down + rows, right : right + columns]

# %% right: place by place
shifted = np.zeros((rows, columns))
for r in range(rows):
    for c in range(columns):
        if 0 <= r - dy < rows and 0 <= c - dx < columns:
            shifted[r, c] = image[r - dy, c - dx]

# %% right: scipy
from scipy.ndimage import shift
def shift_image(image, dx, dy):
    rows, columns = image.shape
    high, wide = abs(dy), abs(dx)
    shifted = shift(image, (dy, dx), order=0)
    return shifted

# %% right: slices
shifted = np.zeros((rows, columns))
shifted[max(dy, 0) : rows + min(dy, 0), max(dx, 0) : columns + min(dx, 0)] = image[
    max(-dy, 0) : rows + min(-dy, 0), max(-dx, 0) : columns + min(-dx, 0)
]

# %% right: where and indices
r, c = np.indices(image.shape)
r, c = r - dy, c - dx
inside = (r >= 0) & (r < rows) & (c >= 0) & (c < columns)
shifted = np.where(inside, image[r % rows, c % columns], 0)

# %% right: wide frame
framed = np.pad(image, 50)
shifted = framed[50 - dy : 50 - dy + rows, 50 - dx : 50 - dx + columns]

# %% wrong: wraps-around
# says: what leaves on one side comes in again on the other, as np.roll does it.
#   What should stand in the freed places?
shifted = np.roll(image, (dy, dx), axis=(0, 1))

# %% wrong: negative-indices-wrap
# says: what leaves at the right or below comes in again on the other side: a
#   negative index counts from the end. Which indices lie outside?
shifted = np.zeros((rows, columns))
for r in range(rows):
    for c in range(columns):
        if r - dy < rows and c - dx < columns:
            shifted[r, c] = image[r - dy, c - dx]

# %% wrong: rolled-with-axes-exchanged
# says: two things: dx and dy are exchanged (a column is the second index), and what
#   leaves on one side comes in again on the other.
shifted = np.roll(image, (dx, dy), axis=(0, 1))

# %% wrong: edge-repeated
# says: the freed places repeat the edge of the image. What is asked for there?
r = np.clip(np.arange(rows) - dy, 0, rows - 1)
c = np.clip(np.arange(columns) - dx, 0, columns - 1)
shifted = image[np.ix_(r, c)]

# %% wrong: mirrored-at-the-edge
# says: the freed places hold a mirror image. What is asked for there?
### , wide)) => , wide)), mode="symmetric" ###

# %% wrong: freed-places-keep-the-old-image
# says: the freed places still hold the old image. What did you start from?
shifted = image.copy()
shifted[max(dy, 0) : rows + min(dy, 0), max(dx, 0) : columns + min(dx, 0)] = image[
    max(-dy, 0) : rows + min(-dy, 0), max(-dx, 0) : columns + min(-dx, 0)
]

# %% wrong: dx-and-dy-exchanged
# says: dx and dy are exchanged: dx goes along a row, from column to column, and a
#   column is the second index.
### given rows ###
rows, columns = image.shape
dx, dy = dy, dx

# %% wrong: direction-reversed
# says: the image moves the opposite way in both directions. If an image moves to
#   the right, from which side does each place get its number?
### = high - => = high + ###
### = wide - => = wide + ###

# %% wrong: up-for-down
# says: up and down are exchanged: row 0 is at the top, and dy > 0 moves down.
### = high - => = high + ###

# %% wrong: left-for-right
# says: left and right are exchanged: dx > 0 moves to the right.
### = wide - => = wide + ###

# %% wrong: dy-not-used
# says: the image moves left and right only. Where does dy enter?
### high - dy => high ###

# %% wrong: dx-for-dy
# says: rows and columns move equally far. Which argument moves which?
### given rows ###
rows, columns = image.shape
dy = dx

# %% wrong: not-shifted
# says: the image is where it was. Where do dx and dy enter?
### shifted[top : top + rows, left : left + columns] => 1 * image ###

# %% wrong: window-turned
# says: dx and dy are exchanged where the window begins. Which of them moves the rows?
### = high - dy => = high - dx ###
### = wide - dx => = wide - dy ###

# %% wrong: frame-turned
# says: the frame is `wide` above and below, and `high` at the sides. Which pair of
#   numbers belongs to the rows?
### ((high, high), (wide, wide)) => ((wide, wide), (high, high)) ###

# %% wrong: frame-not-cut-off
# says: the frame is still round the image. Which window of it is asked for?
### shifted[top : top + rows, left : left + columns] => 1 * shifted ###

# %% wrong: flattened
### given return ###
shifted = shifted.ravel()
return shifted

# %% wrong: frame-left-on
shifted = np.pad(image, ((max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0))))

# %% wrong: in-place
moved = np.zeros((rows, columns))
for r in range(rows):
    for c in range(columns):
        if 0 <= r - dy < rows and 0 <= c - dx < columns:
            moved[r, c] = image[r - dy, c - dx]
image[:] = moved
shifted = image

# %% wrong: in-place-smeared
shifted = image
for r in range(rows):
    for c in range(columns):
        if 0 <= r - dy < rows and 0 <= c - dx < columns:
            shifted[r, c] = image[r - dy, c - dx]

# %% wrong: nan-for-zero
### image, ( => image.astype(float), ( ###
### , wide)) => , wide)), constant_values=np.nan ###

# %% wrong: rolled-and-only-left-column-cleared
# says: what leaves at the left or above comes in again on the other side. Which
#   places are freed by a move to the left?
shifted = np.roll(image, (dy, dx), axis=(0, 1))
shifted[:, : max(dx, 0)] = 0
shifted[: max(dy, 0)] = 0

# %% wrong: rows-and-columns-exchanged
shifted = np.zeros((columns, rows))
shifted[max(dy, 0) : rows + min(dy, 0), max(dx, 0) : columns + min(dx, 0)] = image[
    max(-dy, 0) : rows + min(-dy, 0), max(-dx, 0) : columns + min(-dx, 0)
]

# %% wrong: size-8-fixed
### rows, left : left + columns => 8, left : left + 8 ###

# %% wrong: slice-to-minus-zero
shifted = np.zeros((rows, columns))
if dx >= 0 and dy >= 0:
    shifted[dy:, dx:] = image[:-dy, :-dx]
else:
    shifted[:dy, :dx] = image[-dy:, -dx:]
