# Everything that must hold before a change is taken: form, lints, documentation examples, tests. Arguments go to the test runner.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
. .\packaging\needs.ps1
Assert-Rust

Invoke-Step cargo fmt --all --check
# Tests may unwrap and panic; the program may not. (The quotes keep PowerShell from taking the two dashes.)
Invoke-Step cargo clippy --locked --lib --bins '--' -D warnings
Invoke-Step cargo clippy --locked --tests --benches '--' -D warnings -A clippy::unwrap_used -A clippy::expect_used -A clippy::panic -A clippy::disallowed_methods
Invoke-Step cargo test --locked --doc --quiet
# Each bench once and small, so that none rots.
Invoke-Step cargo test --locked --bench museum
if (Get-Command cargo-nextest -ErrorAction SilentlyContinue) {
    Invoke-Step cargo nextest run --locked @args
} else {
    Invoke-Step cargo test --locked --lib --bins --tests @args
}
