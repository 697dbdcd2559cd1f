# kbase completion for fish: kbase completion fish > ~/.config/fish/completions/kbase.fish
function __kbase_words
    set -l command (commandline -po)[1]
    $command completion fish --words=(commandline -cp | string collect) 2>/dev/null
end
complete -c kbase -f -k -a '(__kbase_words)'
