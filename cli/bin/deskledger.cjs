#!/usr/bin/env node
// Committed, because npm links a command only if its file is there when it installs, which is before the build.
// CommonJS, because loading a module starts the thread pool, and its size counts only before that: each query of the
// engine and each block of an export file takes a thread, and the default is four.
process.env.UV_THREADPOOL_SIZE ??= '16'
void import('../dist/main.js')
