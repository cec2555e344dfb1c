# What a build needs on Windows; read by run.ps1 and check.ps1. Rust with its linker is all: Direct3D 12 and sound come with the system.

function Assert-Rust {
    $wanted = [version](Select-String -Path Cargo.toml -Pattern '^rust-version = "([0-9.]+)"').Matches[0].Groups[1].Value
    $found = $null
    if (Get-Command rustc -ErrorAction SilentlyContinue) {
        if ((rustc --version) -match '^rustc (\d+\.\d+)') { $found = [version]$Matches[1] }
    }
    if (-not $found) {
        Write-Host "Rust $wanted or newer is needed. Get it from https://rustup.rs (it also offers the Visual Studio build tools, which link the program), then start again."
        exit 1
    }
    if ($found -lt $wanted) {
        Write-Host "Rust $wanted or newer is needed; this is $found. Get it with: rustup update stable"
        exit 1
    }
}

# Runs a program with arguments and stops the script where it fails. A plain function: an advanced one would take -D for itself.
function Invoke-Step {
    $program, $rest = $args
    Write-Host "== $program $rest"
    & $program @rest
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
