#compdef kbase
# kbase completion for zsh: eval "$(kbase completion zsh)"
_kbase() {
    local line word
    local -a ids shown end
    local others
    while IFS= read -r line; do
        [[ -z "$line" ]] && continue
        word="${line%%$'\t'*}"
        ids+=("$word")
        if [[ "$line" == *$'\t'?* ]]; then shown+=("$word  -- ${line#*$'\t'}"); else shown+=("$word"); fi
        [[ "$word" == "$PREFIX"* ]] || others=yes
    done < <("${words[1]}" completion zsh --words="${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null; echo)
    (( ${#ids} )) || return 1
    [[ "${ids[1]}" == *= ]] && end=(-S '')  # a value follows
    if [[ -z "$others" ]]; then
        compadd "${end[@]}" -l -V kbase -d shown -a ids
    elif (( ${#ids} == 1 )); then
        compadd -U -a ids
    else
        # -U: a name may be found by a word in its middle; what they have in common may be less than what was typed
        compstate[insert]=menu
        compadd -U -l -V kbase -d shown -a ids
    fi
}
if [[ "${zsh_eval_context[-1]-}" == loadautofunc ]]; then _kbase "$@"; else compdef _kbase kbase; fi
