using PromptLab.Files;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>The environment variables that hold values of a provider's headers and of its address's parameters.</summary>
internal static class ProviderVariables
{
    /// <summary>Reports each variable that is not set, or that holds what a header can't.</summary>
    public static void Check(ProviderDefinition provider, Func<string, string?> read, Problems problems)
    {
        foreach (var (name, variable) in provider.HeaderVariables)
            Check(provider, variable, $"the header “{name}”", read(variable), problems);
        foreach (var (name, variable) in provider.QueryVariables)
            Check(provider, variable, $"“{name}” of the query", read(variable), problems);
    }

    /// <summary>The definition with the values of the variables among its provider's headers and query.</summary>
    public static ModelDefinition Fill(ModelDefinition model, Func<string, string?> read)
    {
        var provider = model.Provider;
        return provider is { HeaderVariables.Count: 0, QueryVariables.Count: 0 }
            ? model
            : model with
            {
                Provider = provider with
                {
                    Headers = Filled(provider.Headers, provider.HeaderVariables, read),
                    Query = Filled(provider.Query, provider.QueryVariables, read),
                },
            };
    }

    private static Dictionary<string, string> Filled(
        IReadOnlyDictionary<string, string> values,
        IReadOnlyDictionary<string, string> variables,
        Func<string, string?> read
    )
    {
        var all = new Dictionary<string, string>(values, StringComparer.Ordinal);
        foreach (var (name, variable) in variables)
            all[name] = read(variable) ?? "";
        return all;
    }

    private static void Check(ProviderDefinition provider, string variable, string what, string? value, Problems problems)
    {
        if (string.IsNullOrWhiteSpace(value))
            problems.Add(
                "promptlab.yaml",
                provider.Line,
                $"The environment variable {variable}, with {what} of the provider “{provider.Name}”, is not set. Set it and run the command again: export {variable}=…"
            );
        else if (value != value.Trim() || value.Any(character => character is < ' ' or > '~'))
            problems.Add(
                variable,
                null,
                $"The variable holds {what} of the provider “{provider.Name}” with a line end, white space around it, or a character that is not ASCII. Set it again without."
            );
    }
}
