"""Every setting, with its type, default, unit and one sentence; and where its value came from.

A flag wins over the environment, the environment over `rushes.toml` in the home, the file over the
default. `RUSHES_<SECTION>_<NAME>` is the environment's name of a setting. Engines and routes are
tables of the file alone. An unknown name in the file is an error that suggests the nearest one.
Nothing else reads the environment (the client, which needs no server, reads `RUSHES_URL` and
`RUSHES_TOKEN` itself).
"""

from rushes.settings.engines import DEFAULT_ENGINE as DEFAULT_ENGINE
from rushes.settings.engines import Animatic as Animatic
from rushes.settings.engines import EngineSettings as EngineSettings
from rushes.settings.engines import Relay as Relay
from rushes.settings.loading import FILE_NAME as FILE_NAME
from rushes.settings.loading import HOME_VARIABLE as HOME_VARIABLE
from rushes.settings.loading import Settings as Settings
from rushes.settings.loading import TableInfo as TableInfo
from rushes.settings.loading import all_settings as all_settings
from rushes.settings.loading import all_tables as all_tables
from rushes.settings.loading import default_home as default_home
from rushes.settings.loading import load_settings as load_settings
from rushes.settings.routes import EVERYONE as EVERYONE
from rushes.settings.routes import OWNER as OWNER
from rushes.settings.routes import Route as Route
from rushes.settings.routes import RoutePrice as RoutePrice
from rushes.settings.sections import LOG_LEVELS as LOG_LEVELS
from rushes.settings.sections import Limits as Limits
from rushes.settings.sections import Media as Media
from rushes.settings.sections import Queue as Queue
from rushes.settings.sections import Server as Server
from rushes.settings.sections import Storage as Storage
from rushes.settings.values import SettingInfo as SettingInfo
