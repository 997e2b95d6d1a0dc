namespace PromptLab.Cli.Commands;

/// <summary>
/// The scripts of the shells. Each hands the line to <c>promptlab [suggest:POSITION]</c>, so that a script never has to be made anew.
/// </summary>
internal static class CompletionScripts
{
    /// <summary>The scripts by shell. The first lines say where to put them.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bash"] = """
                # In ~/.bashrc: source <(promptlab completion bash)
                _promptlab() {
                    local IFS=$'\n'
                    local word="${COMP_LINE:0:COMP_POINT}"
                    word="${word##* }"
                    COMPREPLY=($(compgen -W "$(promptlab "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word"))
                    # bash takes “@” and “:” for the ends of words.
                    if [[ "${COMP_WORDS[COMP_CWORD]}" != "$word" ]]; then
                        local head="${word%"${COMP_WORDS[COMP_CWORD]#[@:]}"}"
                        COMPREPLY=("${COMPREPLY[@]#"$head"}")
                    fi
                }
                complete -F _promptlab promptlab

                """,
            ["zsh"] = """
                # In ~/.zshrc, after compinit: source <(promptlab completion zsh)
                _promptlab() {
                    local -a names
                    names=("${(@f)$(promptlab "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
                    compadd -- $names
                }
                compdef _promptlab promptlab

                """,
            ["fish"] = """
                # In ~/.config/fish/config.fish: promptlab completion fish | source
                complete --command promptlab --no-files --arguments '(promptlab "[suggest:"(commandline --cursor)"]" (commandline --cut-at-cursor | string collect) 2>/dev/null)'

                """,
            ["pwsh"] = """
                # In $PROFILE: promptlab completion pwsh | Out-String | Invoke-Expression
                Register-ArgumentCompleter -Native -CommandName promptlab -ScriptBlock {
                    param($word, $line, $position)
                    promptlab "[suggest:$position]" "$line" 2>$null | ForEach-Object {
                        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                    }
                }

                """,
        };
}
