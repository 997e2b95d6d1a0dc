using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Workspace;

/// <summary>Adds a host's chat clients to the models of <c>promptlab.yaml</c>.</summary>
internal static class HostModels
{
    /// <summary>
    /// The folder with a model for every client. A model that the file defines keeps its id, parameters and price and is called
    /// through the client; any other name is a new model with that name as its id.
    /// </summary>
    public static ProjectFolder Overlay(ProjectFolder folder, IReadOnlyDictionary<string, IChatClient> clients)
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
            HasInventedId = true,
            Provider = Provider,
        };
}
