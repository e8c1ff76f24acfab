// The low-level API of libfuse 3, at the version that Debian 12 ships.
#pragma once
#define FUSE_USE_VERSION 314
#include <fuse3/fuse_lowlevel.h>
