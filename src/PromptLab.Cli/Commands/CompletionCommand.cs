using System.CommandLine;
using PromptLab.Cli.Terminal;

namespace PromptLab.Cli.Commands;

/// <summary><c>promptlab completion SHELL</c>: the script that makes a shell complete commands, options and names.</summary>
internal static class CompletionCommand
{
    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("shell") { Description = "The shell: bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new Command("completion", "Print the completion script of a shell.") { shell };
        command.SetAction(parsed =>
        {
            context.Out.Write(CompletionScripts.All[parsed.GetRequiredValue(shell)]);
            return ExitCodes.Done;
        });
        return command;
    }
}
