namespace Catalog.Core.Classifications;

/// <summary>How much a reason counts on the way from category to risk. The sum of all moves the risk by one level at most: at 2 up, at -2 down.</summary>
public enum RiskWeight
{
    /// <summary>Minus 2: alone enough to lower the risk by a level.</summary>
    LowersMuch = -2,

    /// <summary>Minus 1.</summary>
    Lowers = -1,

    /// <summary>0: where the category starts, or what a reader should know and what decides nothing.</summary>
    Noted = 0,

    /// <summary>Plus 1.</summary>
    Raises = 1,

    /// <summary>Plus 2: alone enough to raise the risk by a level.</summary>
    RaisesMuch = 2,
}
