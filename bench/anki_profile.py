"""Makes the settings of Anki's window: no question at the start, no update, the size that our window has.

python -m bench.anki_profile BASE
"""

from __future__ import annotations

import sys

from aqt.profiles import ProfileManager, VideoDriver
from aqt.utils import _qt_state_key, _QtStateKeyKind
from PyQt6.QtWidgets import QApplication, QMainWindow

PROFILE = "User 1"
WINDOW = (1280, 800)


def main() -> None:
    application = QApplication(sys.argv[:1])
    manager = ProfileManager(ProfileManager.get_created_base_folder(sys.argv[1]))
    manager.setupMeta()
    manager.create(PROFILE)
    manager.load(PROFILE)
    manager.meta["defaultLang"] = "en_US"
    manager.meta["firstRun"] = False
    manager.set_update_check(False)
    # Without a graphics card its driver in software is the quicker one.
    manager.set_video_driver(VideoDriver.Software)
    window = QMainWindow()
    window.resize(*WINDOW)
    assert manager.profile is not None
    geometry = _qt_state_key(_QtStateKeyKind.GEOMETRY, "mainWindow")
    manager.profile[geometry] = bytes(window.saveGeometry().data())
    manager.profile["autoSync"] = False
    manager.save()
    assert manager.db is not None
    manager.db.close()
    application.quit()


if __name__ == "__main__":
    main()
