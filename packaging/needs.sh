# What a build needs on this machine; read by ./run, ./check and .ci/run (`. packaging/needs.sh`, from the repository root).
#
# find_needs [window]   sets `missing` (words for people) and `packages` (names in this system's package manager);
#                       with `window` also what a window on Linux needs
# meet_needs [window]   where something is missing: as root on Debian or Ubuntu installs it, else says the command and stops
# MUSEUM_SKIP_NEEDS=1   looks for nothing (systems whose libraries are in unusual places)

missing=''
packages=''
system=''

# The family of this Linux, from os-release: debian, fedora, arch, or nothing.
linux_family() {
    for id in $(sed -n 's/^ID=//p; s/^ID_LIKE=//p' "${OS_RELEASE:-/etc/os-release}" 2>/dev/null | tr -d '"'); do
        case $id in
            debian | ubuntu) echo debian; return ;;
            fedora | rhel | centos) echo fedora; return ;;
            arch) echo arch; return ;;
        esac
    done
}

# lack WORDS DEBIAN FEDORA ARCH: notes one missing thing and its packages.
lack() {
    missing="$missing
  - $1"
    case $system in
        debian) packages="$packages $2" ;;
        fedora) packages="$packages $3" ;;
        arch) packages="$packages $4" ;;
    esac
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# Whether the loader finds a shared library of this name.
have_library() {
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "$1"
}

# Whether some Vulkan driver has announced itself where the loader looks.
have_vulkan_driver() {
    [ -z "${VK_DRIVER_FILES:-}${VK_ICD_FILENAMES:-}" ] || return 0
    have_library 'libvulkan\.so\.1' || return 1
    old_ifs=$IFS
    IFS=:
    for data in /etc /usr/local/etc ${XDG_DATA_DIRS:-/usr/local/share:/usr/share} "${XDG_DATA_HOME:-${HOME:-/}/.local/share}" /run/opengl-driver/share; do
        for driver in "$data"/vulkan/icd.d/*.json; do
            if [ -e "$driver" ]; then
                IFS=$old_ifs
                return 0
            fi
        done
    done
    IFS=$old_ifs
    return 1
}

# Whether rustc is as new as Cargo.toml asks.
have_rust() {
    have cargo && have rustc || return 1
    wanted=$(sed -n 's/^rust-version = "\([0-9.]*\)"/\1/p' Cargo.toml)
    found=$(rustc --version | sed 's/^rustc \([0-9]*\.[0-9]*\).*/\1/')
    [ "$(printf '%s\n%s\n' "$wanted" "$found" | sort -t . -k 1,1n -k 2,2n | head -n 1)" = "$wanted" ]
}

find_needs() {
    missing=''
    packages=''
    case $(uname -s) in
        Linux) ;;
        Darwin) xcode-select -p >/dev/null 2>&1 || lack 'the command line tools of Xcode (xcode-select --install)'; return 0 ;;
        *) return 0 ;;
    esac
    system=$(linux_family)
    { have cc && have c++; } || lack 'a C and a C++ compiler' 'gcc g++ libc6-dev' 'gcc gcc-c++' 'gcc'
    if ! have pkg-config; then
        lack 'pkg-config' pkg-config pkgconf-pkg-config pkgconf
        lack 'the ALSA headers' libasound2-dev alsa-lib-devel alsa-lib
    elif ! pkg-config --exists alsa; then
        lack 'the ALSA headers' libasound2-dev alsa-lib-devel alsa-lib
    fi
    have_vulkan_driver || lack 'a Vulkan driver (this one computes on the CPU too)' 'libvulkan1 mesa-vulkan-drivers' 'vulkan-loader mesa-vulkan-drivers' 'vulkan-icd-loader vulkan-swrast'
    if [ "${1:-}" = window ]; then
        have_library 'libxkbcommon\.so\.0' || lack 'libxkbcommon' libxkbcommon0 libxkbcommon libxkbcommon
        if [ -z "${WAYLAND_DISPLAY:-}" ]; then
            have_library 'libxkbcommon-x11\.so\.0' || lack 'libxkbcommon-x11' libxkbcommon-x11-0 libxkbcommon-x11 libxkbcommon-x11
            have_library 'libXcursor\.so\.1' || lack 'libXcursor' libxcursor1 libXcursor libxcursor
            have_library 'libXi\.so\.6' || lack 'libXi' libxi6 libXi libxi
            have_library 'libX11-xcb\.so\.1' || lack 'libX11-xcb' libx11-xcb1 libX11-xcb libx11
        fi
    fi
}

meet_needs() {
    if [ -n "${MUSEUM_SKIP_NEEDS:-}" ]; then
        return 0
    fi
    find_needs "$@"
    if [ -n "$missing" ]; then
        if [ "$system" = debian ] && [ "$(id -u)" = 0 ]; then
            echo "Installing what is missing:$missing"
            DEBIAN_FRONTEND=noninteractive
            export DEBIAN_FRONTEND
            apt-get update -q
            # shellcheck disable=SC2086  # a list of names
            apt-get install -q -y --no-install-recommends $packages
        else
            echo "This machine still lacks:$missing" >&2
            case $system in
                debian) echo "Install it with:  sudo apt-get install$packages" >&2 ;;
                fedora) echo "Install it with:  sudo dnf install$packages" >&2 ;;
                arch) echo "Install it with:  sudo pacman -S --needed$packages" >&2 ;;
                *) echo 'Install it, then start again.' >&2 ;;
            esac
            echo 'Where this is mistaken, MUSEUM_SKIP_NEEDS=1 builds without looking.' >&2
            exit 1
        fi
    fi
    if ! have_rust; then
        wanted=$(sed -n 's/^rust-version = "\([0-9.]*\)"/\1/p' Cargo.toml)
        if have rustup; then
            echo "Rust $wanted or newer is needed. Get it with:  rustup update stable" >&2
        else
            echo "Rust $wanted or newer is needed. Get it from https://rustup.rs, then start again." >&2
        fi
        exit 1
    fi
}
