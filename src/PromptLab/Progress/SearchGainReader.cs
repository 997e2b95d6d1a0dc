using PromptLab.Comparing;
using PromptLab.Files;
using PromptLab.Prompts;
using PromptLab.Results;
using PromptLab.Workspace;

namespace PromptLab.Progress;

/// <summary>Holds the last accepted version of a search against production, or against the first version measured.</summary>
internal static class SearchGainReader
{
    /// <summary>
    /// The gain of the whole search; null where nothing was accepted, where production is the accepted version or a later one, and
    /// where one of the two has no whole run here that can be read.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="history">The measured versions.</param>
    /// <param name="labels">The prompt's labels.</param>
    /// <param name="runs">The stored runs of the measured versions under the history's conditions, the newest first.</param>
    /// <param name="texts">What today's versions say.</param>
    public static SearchGain? Read(
        ProjectWorkspace project,
        VersionHistory history,
        IReadOnlyList<PromptLabel> labels,
        IReadOnlyList<RunRecord> runs,
        PromptTexts texts
    )
    {
        var production = labels.FirstOrDefault(label => label.Name == PromptLabels.Production)?.Version;
        var labelled = history.Attempts.FirstOrDefault(attempt => attempt.Version == production);
        var reference = (labelled ?? history.Attempts[0]).Version;
        if (history.LastAccepted is not { } accepted || history.After(labelled ?? history.Attempts[0]).All(one => one != accepted))
            return null;
        if (RunOf(accepted.Version) is not { } candidate || RunOf(reference) is not { } baseline)
            return null;
        if (Comparability.Of(baseline, candidate).Obstacles.Count > 0)
            return null;
        try
        {
            var compared = RunComparer.Of(project, baseline, [candidate], AllowedDifferences.None, seed: null, new Problems());
            return SearchGain.Of(accepted.Version, reference, labelled is not null, compared[0].Evidence);
        }
        catch (InputException)
        {
            return null; // a run that can't be read is no evidence; whoever asks for it is told
        }

        RunRecord? RunOf(string version) => runs.FirstOrDefault(run => texts.VersionOf(run.Prompt) == version);
    }
}
