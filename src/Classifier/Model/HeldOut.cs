using System.Runtime.InteropServices;

namespace Catalog.Classifier.Model;

/// <summary>The sums that a model gives a row that it was not trained on.</summary>
/// <param name="Sums">One number a class.</param>
/// <param name="Label">The labelled class, 0 for Read to 4 for Financial.</param>
/// <param name="Accepted">A bit for each class that is right.</param>
/// <param name="Natural">True for a row drawn as users meet tools.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeldOut(float[] Sums, int Label, int Accepted, bool Natural)
{
    /// <summary>True if an answer is right.</summary>
    public bool Accepts(int answer) => ((Accepted >> answer) & 1) != 0;
}
