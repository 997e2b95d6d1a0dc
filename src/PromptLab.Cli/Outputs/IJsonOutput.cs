namespace PromptLab.Cli.Outputs;

/// <summary>What a command writes with <c>--json</c>: a record whose shape is a contract, listed in <see cref="JsonOutputs"/>.</summary>
internal interface IJsonOutput;
