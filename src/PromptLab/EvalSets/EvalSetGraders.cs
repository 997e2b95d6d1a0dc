using PromptLab.Files;

namespace PromptLab.EvalSets;

/// <summary>Reads the graders of another file for an eval set, so that they can be tried on responses that are there.</summary>
internal static class EvalSetGraders
{
    /// <summary>
    /// The eval set with the graders, groups and pass mark of a file like <c>evalset.yaml</c>; files that its graders name stand beside
    /// the eval set. Null, with problems reported, if the file can't be read.
    /// </summary>
    /// <param name="evalSet">The eval set, which keeps its items.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="shownAs">The file as the user named it.</param>
    /// <param name="problems">Collects the problems.</param>
    public static EvalSet? Read(EvalSet evalSet, string path, string shownAs, Problems problems)
    {
        var found = new Problems();
        if (TextFile.TryRead(path, shownAs, found) is { } text && YamlMap.Read(text, shownAs, found) is { } map)
            evalSet = EvalSetFile.WithGraders(evalSet, map);
        problems.AddRange(found.Found);
        return found.HasErrors ? null : evalSet;
    }
}
