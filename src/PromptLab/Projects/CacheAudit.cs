using PromptLab.Files;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Checks that the response cache, where there is one, can be used. Nothing is written.</summary>
internal static class CacheAudit
{
    /// <summary>Reports a cache that is damaged, is something else, or is a later version's.</summary>
    public static void Check(ProjectWorkspace project, Problems problems)
    {
        if (Directory.Exists(project.Cache.FullPath))
            problems.Add(project.Cache.ShownAs, null, "A folder stands in the place of the response cache. Move it away.");
        else if (project.Cache.Exists && project.Cache.Objection() is { } objection)
            problems.Add(project.Cache.ShownAs, null, objection);
    }
}
