namespace Catalog.Classifier.Signals;

/// <summary>How far a signal is trusted.</summary>
internal enum SignalStage
{
    /// <summary>Not asked.</summary>
    Off,

    /// <summary>Asked and recorded; changes nothing.</summary>
    Shadow,

    /// <summary>Its answer counts.</summary>
    On,
}
