"""Pictures of the window as files."""

import pytest
from PySide6.QtGui import QColor, QPixmap

from reader.core.errors import ReaderError
from reader.ui.screenshot import save_picture


@pytest.fixture
def picture(qapp):
    drawn = QPixmap(30, 20)
    drawn.fill(QColor("red"))
    return drawn


def test_a_picture_is_written(picture, tmp_path):
    save_picture(picture, tmp_path / "a.png")

    assert QPixmap(str(tmp_path / "a.png")).size() == picture.size()


@pytest.mark.parametrize(("name", "reason"), [("", "it is a folder"), ("no/a.png", "no such file or folder")])
def test_a_picture_that_cannot_be_written_tells_why(picture, tmp_path, name, reason):
    with pytest.raises(ReaderError) as told:
        save_picture(picture, tmp_path / name)

    assert str(told.value).startswith(f"{tmp_path / name} cannot be written")
    assert reason in str(told.value)
