using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Projects;
using PromptLab.Providers;
using PromptLab.Workspace;

namespace PromptLab.Cli.Commands;

/// <summary>Opens the project of a command, with the command line as its host.</summary>
internal static class CommandProject
{
    /// <summary>Opens the project in the working directory or above it.</summary>
    /// <param name="context">The working directory, environment variables and output streams.</param>
    /// <param name="log">The structured log of runs; null for none.</param>
    public static PromptLabProject Open(CommandContext context, RunLog? log = null) =>
        PromptLabProject.Open(context.WorkingDirectory, HostOf(context, log));

    public static ProjectHost HostOf(CommandContext context, RunLog? log = null) =>
        ProjectHost.System() with
        {
            Providers = new ProviderConnector(),
            Variable = context.Variable,
            Time = context.Time,
            Observer = new ConsoleObserver(context, log),
        };
}
