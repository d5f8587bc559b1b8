"""What is said beside each picture of ``journey.charts``, in a module of the picture's name: findings in, words out.

``takeaway`` is the sentence or two above the picture, ``description`` what it is a picture of, for those who do not see
it; ``how_to_read`` are the notes beneath it, and ``table`` its rows (``file_table``: those of the file, where they
differ).
"""
