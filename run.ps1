# Opens the museum on Windows: builds the program and, where the exhibits have changed, the catalogue; then hands all arguments on.
#
#   .\run.ps1                the museum in a window
#   .\run.ps1 --kiosk        lobby mode
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
. .\packaging\needs.ps1
Assert-Rust

Write-Host 'Building the museum (some minutes the first time).'
cargo build --release --locked
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
$target = if ($env:CARGO_TARGET_DIR) { $env:CARGO_TARGET_DIR } else { 'target' }
$museum = Join-Path $target 'release\museum.exe'

# These commands make the catalogue or do without it.
$alone = 'build', 'check', 'inspect', 'doctor', 'help', '--help', '-h', '--version', '-V'
if (-not $env:MUSEUM_CATALOGUE -and -not ($args | Where-Object { $_ -in $alone })) {
    $stale = -not (Test-Path catalogue.sqlite)
    if (-not $stale) {
        $made = (Get-Item catalogue.sqlite).LastWriteTimeUtc
        $stale = [bool](Get-ChildItem exhibits, src\curation, src\catalogue -Recurse | Where-Object LastWriteTimeUtc -gt $made | Select-Object -First 1)
    }
    if ($stale) {
        Write-Host 'Building the catalogue from exhibits (some minutes the first time).'
        & $museum build
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
}
& $museum @args
exit $LASTEXITCODE
