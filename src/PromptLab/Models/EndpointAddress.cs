namespace PromptLab.Models;

/// <summary>The base address of an endpoint: http or https, and nothing in it that could be a secret.</summary>
internal static class EndpointAddress
{
    /// <summary>What an address is, for messages that must not repeat what was given instead.</summary>
    public const string Form = "an address such as https://host/v1, without a user, a password or anything behind a “?”";

    /// <summary>The address of a text; null where it is none, or holds what could be a secret.</summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address is { UserInfo: "", Query: "", Fragment: "" }
            ? address
            : null;
}
