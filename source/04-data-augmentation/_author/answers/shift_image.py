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
# It comes in again on the other side.
shifted = np.roll(image, (dy, dx), axis=(0, 1))

# %% wrong: negative-indices-wrap
# says: what leaves at the right or below comes in again on the other side: a
#   negative index counts from the end. Which indices lie outside?
# image[-1] is the last row.
shifted = np.zeros((rows, columns))
for r in range(rows):
    for c in range(columns):
        if r - dy < rows and c - dx < columns:
            shifted[r, c] = image[r - dy, c - dx]

# %% wrong: rolled-with-axes-exchanged
# says: two things: dx and dy are exchanged (a column is the second index), and what
#   leaves on one side comes in again on the other.
# Rolled, and the axes are exchanged.
shifted = np.roll(image, (dx, dy), axis=(0, 1))

# %% wrong: edge-repeated
# says: the freed places repeat the edge of the image; they should be 0.
# Repeats the edge.
r = np.clip(np.arange(rows) - dy, 0, rows - 1)
c = np.clip(np.arange(columns) - dx, 0, columns - 1)
shifted = image[np.ix_(r, c)]

# %% wrong: mirrored-at-the-edge
# says: the freed places hold a mirror image; they should be 0.
shifted = np.pad(image, ((high, high), (wide, wide)), mode="symmetric")  # zeros all round
top = high - dy  # first row of the window
left = wide - dx  # first column of the window
shifted = shifted[top : top + rows, left : left + columns]  # the view

# %% wrong: freed-places-keep-the-old-image
# says: the freed places still hold the old image. Did you start from a copy of it,
#   where zeros were needed?
# The freed places keep the old image.
shifted = image.copy()
shifted[max(dy, 0) : rows + min(dy, 0), max(dx, 0) : columns + min(dx, 0)] = image[
    max(-dy, 0) : rows + min(-dy, 0), max(-dx, 0) : columns + min(-dx, 0)
]

# %% wrong: dx-and-dy-exchanged
# says: dx and dy are exchanged: dx goes along a row, from column to column, and a
#   column is the second index.
### given high ###
dx, dy = dy, dx
high, wide = abs(dy), abs(dx)  # wide enough for a frame

# %% wrong: direction-reversed
# says: the image moves the opposite way in both directions. If an image moves to
#   the right, from which side does each place get its number?
# The window moves with the image.
shifted = np.pad(image, ((high, high), (wide, wide)))
top = high + dy
left = wide + dx
shifted = shifted[top : top + rows, left : left + columns]

# %% wrong: up-for-down
# says: up and down are exchanged: row 0 is at the top, and dy > 0 moves down.
# As in a coordinate system of mathematics.
shifted = np.pad(image, ((high, high), (wide, wide)))
top = high + dy
left = wide - dx
shifted = shifted[top : top + rows, left : left + columns]

# %% wrong: left-for-right
# says: left and right are exchanged: dx > 0 moves to the right.
shifted = np.pad(image, ((high, high), (wide, wide)))  # zeros all round
top = high - dy  # first row of the window
left = wide + dx  # first column of the window
shifted = shifted[top : top + rows, left : left + columns]  # the view

# %% wrong: dy-not-used
# says: the image moves left and right only: dy is not used.
# dy is forgotten.
shifted = np.pad(image, ((high, high), (wide, wide)))
top = high
left = wide - dx
shifted = shifted[top : top + rows, left : left + columns]

# %% wrong: dx-for-dy
# says: dx is used in both directions.
### given high ###
dy = dx
high, wide = abs(dy), abs(dx)  # wide enough for a frame

# %% wrong: not-shifted
# says: the image is where it was.
shifted = np.pad(image, ((high, high), (wide, wide)))  # zeros all round
top = high - dy  # first row of the window
left = wide - dx  # first column of the window
shifted = 1 * image  # the view

# %% wrong: flattened
# The shape is lost.
### given return ###
shifted = shifted.ravel()
return shifted

# %% wrong: frame-left-on
# The window is not cut out.
shifted = np.pad(image, ((max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0))))

# %% wrong: in-place
# The image of the caller is written over.
moved = np.zeros((rows, columns))
for r in range(rows):
    for c in range(columns):
        if 0 <= r - dy < rows and 0 <= c - dx < columns:
            moved[r, c] = image[r - dy, c - dx]
image[:] = moved
shifted = image

# %% wrong: in-place-smeared
# Reads what it has just written.
shifted = image
for r in range(rows):
    for c in range(columns):
        if 0 <= r - dy < rows and 0 <= c - dx < columns:
            shifted[r, c] = image[r - dy, c - dx]

# %% wrong: nan-for-zero
# NaN is no paper.
shifted = np.pad(image.astype(float), ((high, high), (wide, wide)), constant_values=np.nan)
top = high - dy
left = wide - dx
shifted = shifted[top : top + rows, left : left + columns]

# %% wrong: rolled-and-only-left-column-cleared
# says: what leaves at the left or above comes in again on the other side. Which
#   places are freed by a move to the left?
# Only moves to the right and down are cleared.
shifted = np.roll(image, (dy, dx), axis=(0, 1))
shifted[:, : max(dx, 0)] = 0
shifted[: max(dy, 0)] = 0

# %% wrong: rows-and-columns-exchanged
# Fits square images only.
shifted = np.zeros((columns, rows))
shifted[max(dy, 0) : rows + min(dy, 0), max(dx, 0) : columns + min(dx, 0)] = image[
    max(-dy, 0) : rows + min(-dy, 0), max(-dx, 0) : columns + min(-dx, 0)
]

# %% wrong: size-8-fixed
# As if every image were 8 by 8.
shifted = np.pad(image, ((high, high), (wide, wide)))
top = high - dy
left = wide - dx
shifted = shifted[top : top + 8, left : left + 8]

# %% wrong: slice-to-minus-zero
# [:-0] is empty.
shifted = np.zeros((rows, columns))
if dx >= 0 and dy >= 0:
    shifted[dy:, dx:] = image[:-dy, :-dx]
else:
    shifted[:dy, :dx] = image[-dy:, -dx:]
