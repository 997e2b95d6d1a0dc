using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Renumbers one of the texts that two people froze under the same number.</summary>
internal static class PromptRenumbering
{
    public static async Task<RenumberResult> RenumberAsync(
        ProjectWorkspace project,
        string reference,
        string? textFile,
        CancellationToken cancellationToken
    )
    {
        var (name, version) = PromptReference.Parse(reference);
        var problems = new Problems();
        var isKnown = project.Prompts.Names.Contains(name, StringComparer.Ordinal);
        if (!isKnown)
            problems.Add(reference, null, $"There is no prompt “{name}”.{NearestName.Suggest(name, project.Prompts.Names)}");
        else if (PromptVersion.Of(version) is null)
            problems.Add(reference, null, $"Name the version that was frozen twice by its number, such as {name}@v3.");
        var chosen = textFile is null ? null : TextFile.TryRead(Path.Combine(project.OpenedIn, textFile), textFile, problems);
        problems.ThrowIfErrors();
        using var held = project.Prompts.Lock(name, project.Host.Time, cancellationToken);
        var path = project.Prompts.PathOf(name, version + PromptFile.Extension);
        var texts = await project.Host.VersionControl.TextsOfAsync(path, cancellationToken);
        var renumbered = new PromptRenumberer(project.Prompts, project.Host.Time).Renumber(name, version!, chosen, texts, problems);
        project.Conclude(problems);
        return new RenumberResult
        {
            Version = renumbered!.Version,
            Was = renumbered.Was,
            KeptHash = renumbered.KeptHash,
            Labels = renumbered.Labels,
            IsDraftMoved = renumbered.IsDraftMoved,
        };
    }
}
