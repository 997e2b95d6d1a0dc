using PromptLab.Calling;
using PromptLab.Workspace;

namespace PromptLab.Projects;

/// <summary>Reads and clears the response cache.</summary>
internal static class CacheReader
{
    public static async Task<CacheResult> ReadAsync(ProjectWorkspace project) =>
        new()
        {
            File = project.Cache.ShownAs,
            Bytes = project.Cache.Exists ? new FileInfo(project.Cache.FullPath).Length : 0,
            Contents = await ContentsOf(project.Cache),
        };

    public static async Task<ClearCacheResult> ClearAsync(ProjectWorkspace project, string? model)
    {
        var id = model is null ? null : project.Config.Models.GetValueOrDefault(model)?.Id ?? model;
        var removed = 0;
        if (project.Cache.Exists)
        {
            await using var cache = project.Cache.Open();
            removed = cache.Clear(id);
        }

        return new ClearCacheResult { File = project.Cache.ShownAs, Removed = removed };
    }

    private static async Task<IReadOnlyList<CacheContent>> ContentsOf(ResponseCacheFile file)
    {
        if (!file.Exists)
            return [];
        await using var cache = file.Open();
        return cache.Contents();
    }
}
