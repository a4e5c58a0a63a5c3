using Catalog.Policy.Checking;

namespace Catalog.Gateway.Loading;

/// <summary>The policy file has errors, so the gateway does not start. The message lists every one with its place.</summary>
public sealed class BadPolicyException : Exception
{
    /// <summary>Made without a message only by serialisers.</summary>
    public BadPolicyException()
    {
    }

    /// <summary>With a text of the caller's.</summary>
    public BadPolicyException(string message)
        : base(message)
    {
    }

    /// <summary>With a text of the caller's and its cause.</summary>
    public BadPolicyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With every error of a document.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errors">Its errors, at least one.</param>
    public BadPolicyException(string path, IReadOnlyList<PolicyProblem> errors)
        : base($"the policy `{path}` has {(errors?.Count == 1 ? "an error" : $"{errors?.Count} errors")} and is not enforced in part:{Environment.NewLine}{string.Join(Environment.NewLine, (errors ?? []).Select(static e => "  " + e))}") =>
        Errors = errors ?? [];

    /// <summary>The errors, in the order of the document.</summary>
    public IReadOnlyList<PolicyProblem> Errors { get; } = [];
}
