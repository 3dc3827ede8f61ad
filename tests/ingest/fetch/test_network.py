"""Connections are made to checked addresses, whatever a resolver says."""

import ipaddress

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RefusedError
from onrecord.ingest.fetch.address import special
from onrecord.ingest.fetch.network import DEADLINE, PinnedNetwork, TimedStream, remaining

PUBLIC = st.sampled_from(["93.184.215.14", "8.8.8.8", "2a00::1"])
ANY = st.ip_addresses().map(str) | PUBLIC | st.sampled_from(["127.0.0.1", "fe80::1%eth0", "::ffff:10.0.0.1", "0"])


@given(st.lists(PUBLIC | ANY, max_size=5))
def test_nothing_is_connected_if_one_address_is_not_public(addresses):
    dialled = []
    network = PinnedNetwork(
        allow_private=False,
        resolve=lambda host, port: addresses,
        dial=lambda address, port, timeout: dialled.append(address) or httpcore2.NetworkStream(),
    )
    known = [ipaddress.ip_address(a) for a in addresses if a != "0"]
    try:
        network.connect_tcp("herald.example", 80, 5)
    except RefusedError:
        assert any(special(a) for a in known)
        assert dialled == []
    except httpcore2.ConnectError:
        assert known == []
    else:
        assert dialled == [str(known[0])]
        assert not any(special(a) for a in known)


def test_addresses_are_tried_in_turn_until_one_answers():
    tried = []

    def dial(address, port, timeout):
        tried.append(address)
        if address != "8.8.8.8":
            raise httpcore2.ConnectError("unreachable")
        return httpcore2.NetworkStream()

    network = PinnedNetwork(allow_private=False, resolve=lambda h, p: ["2a00::1", "8.8.8.8", "2a00::2"], dial=dial)
    assert isinstance(network.connect_tcp("herald.example", 443, 5), TimedStream)
    assert tried == ["2a00::1", "8.8.8.8"]
    assert str(network.connected["herald.example", 443]) == "8.8.8.8"


def test_an_address_as_written_is_not_looked_up():
    def resolve(host, port):
        raise AssertionError("looked up")

    network = PinnedNetwork(allow_private=False, resolve=resolve, dial=lambda *_: httpcore2.NetworkStream())
    network.connect_tcp("8.8.8.8", 80, 5)
    with pytest.raises(RefusedError):
        network.connect_tcp("127.0.0.1", 80, 5)


def test_no_step_may_take_longer_than_what_is_left_for_the_whole():
    token = DEADLINE.set(0.0)
    try:
        with pytest.raises(httpcore2.ReadTimeout):
            remaining(10)
    finally:
        DEADLINE.reset(token)
    assert remaining(10) == 10
