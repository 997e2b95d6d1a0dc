using PromptLab.Calling;

namespace PromptLab.Cli.Outputs;

/// <summary>What <c>cache stats</c> writes.</summary>
/// <param name="File">The cache's file.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Responses">How many responses it holds.</param>
/// <param name="Contents">The same by model.</param>
internal sealed record CacheStatsOutput(string File, long Bytes, long Responses, IReadOnlyList<CacheContent> Contents) : IJsonOutput;
