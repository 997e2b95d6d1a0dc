using PromptLab.Results;

namespace PromptLab.Cli.Outputs;

/// <summary>What <c>board</c> writes.</summary>
/// <param name="Lines">The lines of the board, in its order.</param>
internal sealed record BoardOutput(IReadOnlyList<BoardLine> Lines) : IJsonOutput;
