using System.Collections.Frozen;
using Catalog.Core.Suspicions;

namespace Catalog.Classifier.Suspicions.Detectors;

/// <summary>Is there an argument whose name asks for what was said elsewhere?</summary>
internal sealed class SidenoteArgumentDetector : ITextDetector
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        ["sidenote", "side_note", "conversation_history", "chat_history", "full_conversation", "full_context", "conversation_context", "previous_messages", "model_context", "agent_context", "assistant_instructions", "user_secrets", "hidden_context"],
        StringComparer.OrdinalIgnoreCase);

    // Every name of every schema is asked about: most are told apart by this alone.
    private static readonly int Longest = Names.Max(static name => name.Length);

    /// <inheritdoc/>
    public string Id => "sidenote-argument";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public SuspectKind Kind => SuspectKind.Exfiltration;

    /// <inheritdoc/>
    public string Question => "Is there an argument whose name asks for the conversation or for notes on the side?";

    /// <summary>True for such a name.</summary>
    public static bool IsOne(string name) => name.Length <= Longest && (Names.Contains(name) || (name.AsSpan().ContainsAnyInRange('A', 'Z') && Names.Contains(Snake(name))));

    /// <inheritdoc/>
    public void Look(SuspectSource source, List<TextHit> hits)
    {
        if (source.IsName && source.Field.Contains("/properties/", StringComparison.Ordinal) && IsOne(source.Bare))
        {
            hits.Add(new TextHit(0, source.Bare.Length, SuspectSeverity.Low, "is named like an argument for the conversation or for notes on the side"));
        }
    }

    private static string Snake(string name) => string.Concat(name.Select(static (c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{c}"));
}
