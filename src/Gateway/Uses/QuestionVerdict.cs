using Catalog.Gateway.Enforcement;

namespace Catalog.Gateway.Uses;

/// <summary>What becomes of a message that a server sends by itself.</summary>
/// <param name="Passes">Whether the client gets it.</param>
/// <param name="Reply">What the server is told instead; null where it passes, or has no id to answer to.</param>
internal sealed record QuestionVerdict(bool Passes, Admission? Reply)
{
    public static QuestionVerdict Pass { get; } = new(true, null);
}
