"""Decodes the pictures that the page wants, off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader

from reader.core.records import Picture
from reader.ui.jobs import JobRunner
from reader.ui.page.picture_layer import PictureLayer, PictureRequest

_FORMATS = {
    "image/png": b"png",
    "image/jpeg": b"jpeg",
    "image/gif": b"gif",
    "image/webp": b"webp",
    "image/bmp": b"bmp",
}
_MAX_DECODED_MB = 192
_FINER = 2.0
"""Decoded so many times as fine as it is shown: then it is made smaller with care."""


class PictureLoader(QObject):
    """Hands each wish of the layer to the job runner and the picture back."""

    def __init__(self, layer: PictureLayer, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._layer = layer
        self._jobs = jobs
        layer.wanted.connect(self._on_wanted)

    def _on_wanted(self, request: PictureRequest) -> None:
        self._jobs.submit(
            lambda _: decoded(request.picture, QSize(request.width, request.height)),
            lambda image: self._layer.take(request, image),
            lambda _: self._layer.take(request, None),
        )


def decoded(picture: Picture, size: QSize) -> QImage | None:
    """A picture in ``size`` pixels; ``None`` where its file is broken or would need too much memory.

    Only the decoder of the type that its header told is tried. Runs on any thread: the buffer stays there.
    """
    form = _FORMATS.get(picture.media_type)
    if form is None:
        return None
    QImageReader.setAllocationLimit(_MAX_DECODED_MB)
    buffer = QBuffer()
    buffer.setData(QByteArray(picture.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    share = _FINER * max(size.width() / picture.width, size.height() / picture.height)
    if share < 1 and reader.size().isValid():
        reader.setScaledSize(reader.size() * share)
    image = reader.read()
    if image.isNull():
        return None
    form_of_screen = (
        QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    )
    if image.colorSpace().isValid() and image.colorSpace() != QColorSpace(QColorSpace.NamedColorSpace.SRgb):
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.convertToFormat(form_of_screen).scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
