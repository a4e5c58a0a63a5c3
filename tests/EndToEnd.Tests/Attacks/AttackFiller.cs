namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>A text that is repeated, each <c>#</c> in it the number of the repetition, and what stands behind all of them.</summary>
internal sealed record AttackFiller(string Text, int Times, string After);
