using PromptLab.Cli.Terminal;
using PromptLab.Cli.Views;
using PromptLab.Projects;
using PromptLab.Providers;
using PromptLab.Workspace;

namespace PromptLab.Cli.Commands;

/// <summary>The project that a command is called in, with the command line as its host.</summary>
internal static class CommandProject
{
    /// <summary>Opens the project above the working directory.</summary>
    /// <param name="context">Where the command is called.</param>
    /// <param name="log">The structured log of runs; null where none is written.</param>
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
