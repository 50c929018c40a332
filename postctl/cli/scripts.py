"""What a shell has to be told to complete `postctl`: for each TAB it asks `postctl __complete SHELL ...`, and reads lines."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_BASH = r"""# Completion of postctl for bash. To have it in every shell:
#   echo 'eval "$(postctl completion bash)"' >> ~/.bashrc

_postctl() {
    local line how=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $how ]]; then how=" $line "; else COMPREPLY+=("$line"); fi
    done < <(command postctl __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
    [[ -n $how ]] || return 0
    if type -t compopt >/dev/null; then
        [[ $how == *" files "* ]] || compopt +o default
        [[ $how != *" folders "* ]] || compopt -o dirnames
        [[ $how != *" open "* ]] || compopt -o nospace
    fi
}
complete -o default -o nosort -F _postctl postctl 2>/dev/null || complete -o default -F _postctl postctl
"""

_ZSH = r"""#compdef postctl
# Completion of postctl for zsh. To have it in every shell:
#   echo 'eval "$(postctl completion zsh)"' >> ~/.zshrc

_postctl() {
    local line how= stem=
    local -a parts whole open
    local -i number=0 ret=1
    while IFS= read -r line; do
        case $((number++)) in
            0) how=" $line " ;;
            1) stem=$line ;;
            *)
                parts=("${(@ps:\t:)line}")
                if [[ $parts[1] == open ]]; then
                    open+=("${parts[2]//:/\\:}${parts[3]:+:$parts[3]}")
                else
                    whole+=("${parts[2]//:/\\:}${parts[3]:+:$parts[3]}")
                fi
                ;;
        esac
    done < <(command postctl __complete zsh "${(Q)PREFIX}" "${(@Q)words[2,CURRENT-1]}" 2>/dev/null </dev/null)
    if [[ -n $stem ]]; then
        [[ ${PREFIX[1,$#stem]} == "$stem" ]] || return 1
        compset -p $#stem
    fi
    local -a how_to
    [[ $how == *" other "* ]] && how_to=(-U)
    (( $#whole )) && _describe -V -t postctl postctl whole $how_to && ret=0
    (( $#open )) && _describe -V -t postctl-open postctl open -S '' $how_to && ret=0
    [[ -z $how || $how == *" files "* ]] && _files && ret=0
    [[ $how == *" folders "* ]] && _files -/ && ret=0
    return ret
}

if [[ $funcstack[1] == _postctl ]]; then
    _postctl "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _postctl postctl
fi
"""

_FISH = r"""# Completion of postctl for fish. To have it in every shell:
#   mkdir -p ~/.config/fish/completions && postctl completion fish > ~/.config/fish/completions/postctl.fish

function __postctl_complete
    set -l current (commandline -ct)
    set -l before (commandline -opc)
    set -l lines (command postctl __complete fish "$current" $before[2..-1] 2>/dev/null </dev/null)
    set -q lines[1]; or set lines files ""
    set -l stem $lines[2]
    set -l rest (string sub -s (math 1 + (string length -- "$stem")) -- "$current")
    switch $lines[1]
        case files
            for each in (__fish_complete_path "$rest")
                printf '%s%s\n' "$stem" $each
            end
        case folders
            for each in (__fish_complete_directories "$rest")
                printf '%s%s\n' "$stem" $each
            end
    end
    for each in $lines[3..-1]
        printf '%s\n' $each
    end
end
complete -c postctl -e
complete -c postctl -k -f -a '(__postctl_complete)'
"""

SCRIPTS: Mapping[str, str] = MappingProxyType({"bash": _BASH, "zsh": _ZSH, "fish": _FISH})
