# kbase completion for bash: eval "$(kbase completion bash)"
_kbase() {
    local word
    COMPREPLY=()
    while IFS= read -r word; do
        [ -n "$word" ] && COMPREPLY+=("$word")
    done < <(_ARGCOMPLETE_COMP_WORDBREAKS="$COMP_WORDBREAKS" \
        "$1" completion bash --words="${COMP_LINE:0:COMP_POINT}" 2>/dev/null; echo)
    [[ "${COMPREPLY[0]-}" == *[/=] ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o nosort -F _kbase kbase 2>/dev/null || complete -F _kbase kbase
