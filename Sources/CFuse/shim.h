// The low-level API of libfuse 3, at the version that Debian 12 ships, and what a session needs around it.
#pragma once
#define FUSE_USE_VERSION 314
#include <fuse3/fuse_lowlevel.h>
#include <fuse3/fuse_opt.h>
#include <linux/fuse.h>
#include <sys/eventfd.h>
