using System.Security.Cryptography;
using Catalog.Policy.Checking.Reading;
using Catalog.Policy.Compiled;

namespace Catalog.Policy.Checking;

/// <summary>Makes policies of documents: parses, checks everything, compiles.</summary>
public static class PolicyLoader
{
    private const string NoTables =
        "this runtime has no Unicode tables, and names that merely resemble others could not be told: unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, or install ICU (libicu)";

    /// <summary>Loads a document. Bad input is never thrown about: every error is in the result.</summary>
    /// <param name="utf8">The document; it may be reused afterwards.</param>
    /// <param name="name">The policy's file name without extension; it goes into <see cref="PolicySet.Id"/>.</param>
    public static PolicyLoadResult Load(ReadOnlyMemory<byte> utf8, string name) => Load(utf8, name, NameFolding.NormalizationWorks);

    internal static PolicyLoadResult Load(ReadOnlyMemory<byte> utf8, string name, bool normalizationWorks)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!normalizationWorks)
        {
            return new PolicyLoadResult { Errors = [new PolicyProblem("", 1, 1, NoTables)] };
        }

        // The policy keeps the text for the places of warnings, and the caller may reuse the buffer.
        var source = new SourceText(utf8.ToArray());
        var problems = new Problems(source);
        var root = DocumentReader.ReadOrNull(source, problems);
        var read = root is null ? null : new PolicyReader(problems).ReadOrNull(root);
        if (read is not { } policy || problems.Any)
        {
            return new PolicyLoadResult { Errors = problems.ToList() };
        }

        var id = $"{name}@sha256:{Convert.ToHexStringLower(SHA256.HashData(utf8.Span))}";
        return new PolicyLoadResult { Policy = new PolicySet(name, id, policy, new DocumentPlaces(source, root!)) };
    }
}
