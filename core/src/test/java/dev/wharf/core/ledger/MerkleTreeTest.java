package dev.wharf.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The known answers are those that certificate-transparency implementations share.
class MerkleTreeTest {
    private static final List<TreeHash> LEAVES =
            Stream.of(
                            "",
                            "00",
                            "10",
                            "2021",
                            "3031",
                            "40414243",
                            "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f")
                    .map(hex -> MerkleTree.leaf(HexFormat.of().parseHex(hex)))
                    .toList();

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static TreeHash subtree(long begin, long end) {
        return MerkleTree.root(LEAVES.subList((int) begin, (int) end));
    }

    private static TreeHash root(int size) {
        return TreeHash.parse(ROOTS.get(size));
    }

    @Test
    void rootsAreTheKnownOnes() {
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(subtree(0, size)).as("root of %d", size).isEqualTo(root(size));
        }
    }

    @Test
    void anInclusionPathIsTheKnownOne() {
        var proof = MerkleTree.inclusion(0, 8, MerkleTreeTest::subtree);

        assertThat(proof.path())
                .extracting(TreeHash::toString)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    }

    @Test
    void aConsistencyPathIsTheKnownOne() {
        var proof = MerkleTree.consistency(6, 8, MerkleTreeTest::subtree);

        assertThat(proof.path())
                .extracting(TreeHash::toString)
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void everyLeafIsProvedInEveryTree() {
        for (int size = 1; size <= 8; size++) {
            for (int index = 0; index < size; index++) {
                var proof = MerkleTree.inclusion(index, size, MerkleTreeTest::subtree);

                assertThat(proof.proves(LEAVES.get(index), root(size)))
                        .as("leaf %d of %d", index, size)
                        .isTrue();
            }
        }
    }

    @Test
    void everyTreeIsProvedToContinueEverySmallerOne() {
        for (int size = 0; size <= 8; size++) {
            for (int old = 0; old <= size; old++) {
                var proof = MerkleTree.consistency(old, size, MerkleTreeTest::subtree);

                assertThat(proof.proves(root(old), root(size)))
                        .as("from %d to %d", old, size)
                        .isTrue();
            }
        }
    }

    @Test
    void anInclusionProofHoldsForItsOwnLeafAndPlaceOnly() {
        for (int index = 0; index < 7; index++) {
            var proof = MerkleTree.inclusion(index, 7, MerkleTreeTest::subtree);
            for (int other = 0; other < 7; other++) {
                boolean same = other == index;
                var moved = new InclusionProof(other, 7, proof.path());

                assertThat(proof.proves(LEAVES.get(other), root(7))).isEqualTo(same);
                assertThat(moved.proves(LEAVES.get(index), root(7))).isEqualTo(same);
            }
            assertThat(proof.proves(LEAVES.get(index), root(8))).isFalse();
        }
    }

    @Test
    void aProofWithOneHashTooManyOrTooFewProvesNothing() {
        for (int old = 1; old < 8; old++) {
            var proof = MerkleTree.consistency(old, 8, MerkleTreeTest::subtree);
            List<TreeHash> longer = new ArrayList<>(proof.path());
            longer.add(LEAVES.getFirst());
            List<TreeHash> shorter = proof.path().subList(0, proof.path().size() - 1);

            assertThat(new ConsistencyProof(old, 8, longer).proves(root(old), root(8))).isFalse();
            assertThat(new ConsistencyProof(old, 8, shorter).proves(root(old), root(8))).isFalse();
        }
    }

    @Test
    void aForkIsNotConsistent() {
        List<TreeHash> forked = new ArrayList<>(LEAVES);
        forked.set(3, MerkleTree.leaf(new byte[] {1}));
        for (int old = 4; old < 8; old++) {
            var proof =
                    MerkleTree.consistency(
                            old,
                            8,
                            (begin, end) ->
                                    MerkleTree.root(forked.subList((int) begin, (int) end)));

            assertThat(proof.proves(root(old), MerkleTree.root(forked))).isFalse();
        }
    }
}
