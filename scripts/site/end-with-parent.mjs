/**
 * Preloaded into the build. Its standard input is a pipe from the command that started it; when that command is gone,
 * killed ones included, the pipe closes, and the build ends instead of writing on as an orphan.
 */
// Not process.exit(), which waits for the bundler's threads while they wait for this one.
process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'))
process.stdin.resume()
process.stdin.unref()
