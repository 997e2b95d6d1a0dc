using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Workspace;

/// <summary>Lays the chat clients of a host over the models of <c>promptlab.yaml</c>.</summary>
internal static class HostModels
{
    /// <summary>The folder whose models by these names are called through the host, ids, parameters and prices as they were.</summary>
    public static ProjectFolder LaidOver(ProjectFolder folder, IReadOnlyDictionary<string, IChatClient> clients)
    {
        if (clients.Count == 0)
            return folder;
        var models = new Dictionary<string, ModelDefinition>(folder.Config.Models, StringComparer.Ordinal);
        foreach (var name in clients.Keys)
            models[name] = (models.GetValueOrDefault(name) ?? NewModel(name)) with { Provider = Provider };
        return folder with { Config = folder.Config with { Models = models } };
    }

    private static ProviderDefinition Provider { get; } =
        new() { Name = ProviderKinds.CustomClient.Name, Kind = ProviderKinds.CustomClient };

    private static ModelDefinition NewModel(string name) =>
        new()
        {
            Alias = name,
            Id = name,
            Provider = Provider,
        };
}
