namespace Catalog.Gateway.Credentials;

/// <summary>The values of stored secrets, for one reading of a configuration. No text of it shows one.</summary>
public sealed class SecretValues
{
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly IReadOnlyDictionary<string, string> _problems;

    internal SecretValues(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> problems, string marks) =>
        (_values, _problems, Marks) = (values, problems, marks);

    /// <summary>Where nothing is stored.</summary>
    public static SecretValues None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), "");

    /// <summary>The option that names the store, for the advice how to store a secret that is not there; empty where the configuration itself leads to it.</summary>
    public string StoreOption { get; init; } = "";

    /// <summary>Which state of the secrets was read.</summary>
    internal string Marks { get; }

    /// <summary>A value; null where none is stored, or it cannot be opened.</summary>
    internal string? FindOrNull(string name) => _values.GetValueOrDefault(name);

    /// <summary>Why a secret that is stored cannot be opened; null for none that is.</summary>
    internal string? ProblemOrNull(string name) => _problems.GetValueOrDefault(name);

    /// <summary>The same values, with the option that names their store.</summary>
    /// <param name="option">The option; empty for none.</param>
    public SecretValues With(string option) => new(_values, _problems, Marks) { StoreOption = option };
}
