using PromptLab.Calling;
using PromptLab.Providers;

namespace PromptLab.Cli;

/// <summary>The models of a project as commands ask them: by their providers.</summary>
internal static class ModelSources
{
    /// <summary>A new source; whoever asks for it disposes it.</summary>
    public static ModelSource Of(CommandContext context, Project project) =>
        new(
            new ModelHost
            {
                Variable = context.Variable,
                Time = context.Time,
                Dice = Random.Shared.NextDouble,
                Providers = new ProviderConnector(),
                Limits = new ModelLimits(),
            },
            project.Folder.Root
        );
}
