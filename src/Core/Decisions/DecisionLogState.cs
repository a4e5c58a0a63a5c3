namespace Catalog.Core.Decisions;

/// <summary>How a decision log fares now.</summary>
/// <param name="Waiting">Entries on their way to the disk.</param>
/// <param name="IsFailing">Whether the last try to write failed.</param>
/// <param name="PassesUnwritten">Whether calls go on while it cannot be written (<see cref="DecisionLogOptions.FailOpen"/>).</param>
public readonly record struct DecisionLogState(int Waiting, bool IsFailing, bool PassesUnwritten);
