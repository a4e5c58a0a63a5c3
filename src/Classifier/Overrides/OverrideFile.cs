using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Overrides;

/// <summary>Reads a file of overrides: an object with the member <c>overrides</c>, a list. Every error is gathered; unknown members are errors.</summary>
public static class OverrideFile
{
    private const int LongestReason = 1000;
    private const int ShortestReason = 10;
    private const int LongestName = 100;
    private const int HashLength = 64;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    /// <summary>The overrides of a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="errors">Gets a sentence without a full stop for everything that is wrong, with the name and the number of the entry.</param>
    /// <returns>The entries that are right; none of them should be used where there are errors.</returns>
    public static IReadOnlyList<VerdictOverride> Read(string text, string name, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var entries = new List<VerdictOverride>();
        var number = 0;
        foreach (var element in Elements(text, name, errors))
        {
            number++;
            try
            {
                var entry = element.Deserialize<VerdictOverride>(Options);
                if (entry is null || ProblemOrNull(entry) is not null)
                {
                    errors.Add($"`{name}` entry {number}: {(entry is null ? "it is null" : ProblemOrNull(entry))}");
                }
                else
                {
                    entries.Add(entry);
                }
            }
            catch (JsonException wrong)
            {
                errors.Add($"`{name}` entry {number}: {wrong.Message.TrimEnd('.')}");
            }
        }

        return entries;
    }

    /// <summary>Entries as such a file; what <see cref="Read"/> reads again.</summary>
    public static string Write(IEnumerable<VerdictOverride> entries) => JsonSerializer.Serialize(new { Overrides = entries }, Options) + "\n";

    private static List<JsonElement> Elements(string text, string name, ICollection<string> errors)
    {
        try
        {
            var root = JsonElement.Parse(text);
            if (root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count() == 1 && root.TryGetProperty("overrides", out var list) && list.ValueKind == JsonValueKind.Array)
            {
                return [.. list.EnumerateArray()];
            }

            errors.Add($"`{name}` is no object with the one member `overrides`, a list");
        }
        catch (JsonException wrong)
        {
            errors.Add($"`{name}` is no JSON: {wrong.Message.TrimEnd('.')}");
        }

        return [];
    }

    private static string? ProblemOrNull(VerdictOverride entry) => entry switch
    {
        { Server.Length: 0 } => "`server` is empty",
        { Tool.Length: 0 } => "`tool` is empty",
        { Definition: { } hash } when hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower) => "`definition` is 64 hexadecimal digits in lower case, as `catalog explain --json` prints them",
        { Category: Category.Unknown } => "`category` is one of Read, Write, Execute, Destructive, Financial",
        _ when !Enum.IsDefined(entry.Category) => "`category` is one of Read, Write, Execute, Destructive, Financial",
        { Quote: { } quote } when quote.Text.Length == 0 || !quote.Field.StartsWith('/') => "`quote` has a JSON Pointer as its `field` and words of it as its `text`",
        { Reason.Length: < ShortestReason or > LongestReason } => $"`reason` has {ShortestReason} to {LongestReason} characters",
        { By.Length: < 1 or > LongestName } => $"`by` has 1 to {LongestName} characters",
        _ => null,
    };
}
