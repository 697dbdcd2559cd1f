# kbase completion for bash: eval "$(kbase completion bash)"
_kbase() {
    local word others=
    COMPREPLY=()
    while IFS= read -r word; do
        [ -n "$word" ] || continue
        COMPREPLY+=("$word")
        [[ "$word" == "${2-}"* ]] || others=yes
    done < <(_ARGCOMPLETE_COMP_WORDBREAKS="$COMP_WORDBREAKS" \
        "$1" completion bash --words="${COMP_LINE:0:COMP_POINT}" 2>/dev/null; echo)
    # a name may be found by a word in its middle: bash puts what several words have in common, be it one letter, in the
    # place of what was typed
    if [[ -n "$others" && ${#COMPREPLY[@]} -gt 1 ]]; then
        case "${COMP_TYPE-}" in
            9) COMPREPLY=() ;;           # the first tab key puts, the second lists
            33 | 64) COMPREPLY+=(" ") ;; # the first does both: a blank has nothing in common with them
        esac
    fi
    [[ "${COMPREPLY[0]-}" == *[/=] ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o nosort -F _kbase kbase 2>/dev/null || complete -F _kbase kbase
