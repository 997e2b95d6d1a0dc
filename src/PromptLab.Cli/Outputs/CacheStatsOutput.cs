using PromptLab.Calling;

namespace PromptLab.Cli.Outputs;

/// <summary>The JSON output of <c>cache stats</c>.</summary>
/// <param name="File">The cache's file.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Responses">The number of cached responses.</param>
/// <param name="Contents">The cached responses by endpoint and model.</param>
internal sealed record CacheStatsOutput(string File, long Bytes, long Responses, IReadOnlyList<CacheContent> Contents) : IJsonOutput;
