namespace PromptLab.Models;

/// <summary>Whether a kind of provider needs an API key.</summary>
public enum KeyRule
{
    /// <summary>No key, because nothing is sent.</summary>
    None,

    /// <summary>A key is sent if <c>api_key_env</c> is set.</summary>
    Optional,

    /// <summary>No call is possible without <c>api_key_env</c>.</summary>
    Required,

    /// <summary>Without <c>api_key_env</c>, Entra ID supplies a token.</summary>
    OrEntraId,
}
