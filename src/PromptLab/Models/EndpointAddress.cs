using System.Net;

namespace PromptLab.Models;

/// <summary>Parses base addresses of endpoints: http or https, without any part that could hold a secret.</summary>
internal static class EndpointAddress
{
    /// <summary>Describes a valid address in messages, which must not repeat an invalid one because it may be a secret.</summary>
    public const string Description = "an address such as https://host/v1, without a user, a password or anything behind a “?”";

    /// <summary>The address; null if the text is not one, or has a part that could hold a secret.</summary>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address is { UserInfo: "", Query: "", Fragment: "" }
            ? address
            : null;

    /// <summary>True for an address without encryption whose host is not this machine.</summary>
    public static bool IsPlainHttpToAnotherHost(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp
        && !address.IsLoopback
        && !(IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));
}
